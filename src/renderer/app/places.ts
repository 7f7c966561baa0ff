import { BookOpen, CalendarClock, ListChecks, type LucideIcon, Settings, Stethoscope, Wrench } from 'lucide-react'

export type PlaceId = 'catalog' | 'setups' | 'diagnose' | 'workbench' | 'watch' | 'settings'

/** The pages in the order of the rail. `keys` as tinykeys reads them. */
export const places: ReadonlyArray<{ id: PlaceId; title: string; path: string; keys: string; Icon: LucideIcon }> = [
  { id: 'catalog', title: 'Catalog', path: '/catalog', keys: '$mod+1', Icon: BookOpen },
  { id: 'setups', title: 'Set-ups', path: '/setups', keys: '$mod+2', Icon: ListChecks },
  { id: 'diagnose', title: 'Diagnose', path: '/diagnose', keys: '$mod+3', Icon: Stethoscope },
  { id: 'workbench', title: 'Workbench', path: '/workbench', keys: '$mod+4', Icon: Wrench },
  { id: 'watch', title: 'Watch', path: '/watch', keys: '$mod+5', Icon: CalendarClock },
  { id: 'settings', title: 'Settings', path: '/settings', keys: '$mod+,', Icon: Settings },
]
