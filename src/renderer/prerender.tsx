import { renderToString } from 'react-dom/server'
import { Window } from './app/Window'

/** The first screen of the window as markup. Run by the build, which writes it into index.html. */
export const firstScreen = (): string => renderToString(<Window />)
