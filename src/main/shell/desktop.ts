import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, powerMonitor } from 'electron'
import { type Outcome, succeeded } from '../../shared/problem'
import type { DocumentSource } from '../../shared/runs/document'
import type { DamagedFile } from '../../shared/setup'
import { FetchedDocuments } from '../metadata/fetched'
import { readSystemProxy } from '../network/system-proxy'
import { obtainDocument } from '../runs/response'
import type { NamedDocument } from '../runs/run'
import { runners } from '../runs/runners'
import { systemCipher } from './cipher'
import type { Answers } from './door'
import { electronHost } from './electron-host'
import { OpenFiles } from './files'
import { appHandlers } from './handlers/app'
import { diagnosisHandlers, noteOf } from './handlers/diagnoses'
import { environmentHandlers, readCredentials, readEnvironment } from './handlers/environments'
import { handoffHandlers } from './handlers/handoff'
import { captureHandlers } from './handlers/scim-capture'
import { secretHandlers } from './handlers/secrets'
import { readSecret, setupHandlers } from './handlers/setups'
import { readSignInEnvironment, signInHandlers } from './handlers/sign-in'
import { watchHandlers } from './handlers/watch'
import { watchPageHandlers } from './handlers/watch-page'
import { workosHandlers } from './handlers/workos'
import { workosActions } from './handlers/workos-actions'
import { HeldTexts } from './held-texts'
import { openInspector } from './inspector-process'
import { answerCalls, type Handlers, tell } from './ipc'
import { KeyStandings } from './key-standings'
import { enterLab } from './lab'
import { openSignIn } from './links'
import { Log, logFolder } from './log'
import { MetadataLooks } from './metadata-looks'
import { notificationsSupported, showNotification } from './notifications'
import { openOutside } from './outside'
import type { Previews } from './previews'
import { ReadingDesk } from './reading-desk'
import { Reminding } from './reminding'
import { RunDesk, together } from './run-desk'
import { fileName, saveAs } from './save-as'
import { CaptureDesk } from './scim-capture'
import { SignInDesk } from './sign-in/desk'
import { noteSignIn } from './sign-in/note'
import { DiagnosisStore } from './store/diagnoses'
import { HeldSecrets } from './store/held-secrets'
import { PreferenceStore } from './store/preferences'
import { RehearsalStore } from './store/rehearsals'
import { SetupStore } from './store/setups'
import { Vault } from './store/vault'
import { WatchBookStore } from './store/watch-book'
import { warmUp } from './warm-up'
import { WatchDesk } from './watch-desk'
import { keepPlace, openWindow } from './window'

/** What stands already when the rest of the program is read. */
export interface Opened {
  /** The folder of the build. */
  folder: string
  window: BrowserWindow
  previews: Previews
  /** What the environment said of the practice lab. */
  lab: string | undefined
}

/** Everything behind the window: reads the stores and puts together what answers the page. */
export async function startDesktop({ folder, window: first, previews, lab: told }: Opened): Promise<Answers> {
  const userData = app.getPath('userData')
  const log = new Log(logFolder())
  process.on('unhandledRejection', (error) => log.error(error, 'unhandled rejection'))
  process.on('uncaughtException', (error) => log.error(error, 'uncaught exception'))

  const outside = openOutside()

  const clock = () => new Date()
  // Until the desk behind Watch stands, nobody looks at it.
  let watchChanged = () => {}
  const [preferences, vault, setups, watchBook, rehearsals] = await Promise.all([
    PreferenceStore.open(userData, clock()),
    systemCipher().then((cipher) => Vault.open(userData, cipher, clock())),
    SetupStore.open(join(userData, 'setups'), clock, (setup) => {
      tell('setup.changed', { setup })
      watchChanged()
    }),
    WatchBookStore.open(userData, clock(), () => watchChanged()),
    RehearsalStore.open(userData, clock),
  ])
  nativeTheme.themeSource = preferences.get().settings.appearance
  const lab = await enterLab(told, preferences, vault, outside)

  const files = new OpenFiles()
  const texts = new HeldTexts()
  const held = new HeldSecrets()
  const diagnoses = new DiagnosisStore(join(userData, 'diagnoses'), clock, app.getVersion(), async (summary) => {
    if (summary.setupId !== null)
      await setups.edit(summary.setupId, { do: 'record-check', text: await noteOf(summary) })
  })
  const standings = new KeyStandings(clock, (environmentId) => {
    // What the answer brought is shown first, what it says of the key after that.
    setTimeout(tell, heardAfterMs, 'environments.changed', { environmentId, what: 'heard' })
  })
  const credentials = (id: string) => readCredentials(id, preferences, vault, standings)
  const hostFor = (signal: AbortSignal) =>
    electronHost(outside, signal, preferences.get().settings.integratedHosts ?? [])
  const report = (error: unknown, call: string) => log.error(error, call)
  const document = (source: DocumentSource): Outcome<NamedDocument> => {
    if (source.kind === 'url') return succeeded(source)
    if (source.kind === 'text') {
      return succeeded({ kind: 'bytes', bytes: Buffer.from(source.text), name: 'pasted text' })
    }
    const text = texts.bytes(source.ticket)
    if (text) return succeeded({ kind: 'bytes', bytes: text, name: source.name })
    const file = files.path(source.ticket)
    return file.ok ? succeeded({ kind: 'path', ...file.value }) : file
  }
  const inspector = openInspector(join(folder, 'main/inspector.js'), (bug) => log.error(new Error(bug), 'inspector'))
  const tellWatch = sometimes(() => tell('watch.overviewChanged', {}))
  const watchDesk = new WatchDesk(setups, watchBook, clock, () => tellWatch(), notificationsSupported)
  const runs = new RunDesk(
    runners,
    {
      inspector,
      fetched: new FetchedDocuments(),
      environment: (id) => readEnvironment(id, preferences),
      credentials,
      secret: (source) => readSecret(source, vault, held),
      browse: openSignIn,
      proxyFor: async (url) => readSystemProxy(await outside.resolveProxy(url)),
      document,
      watched: watchDesk,
    },
    hostFor,
    report,
    {
      diagnose: (id, input) =>
        together(diagnoses.keep(id, input), input.scim?.rehearse ? rehearsals.keep(input.scim.url) : null),
      'scim.check': (_, { url, rehearsal }) => (rehearsal === undefined ? null : rehearsals.keep(url)),
      ...watchDesk.keepers,
    },
  )
  const reminding = new Reminding(
    watchDesk,
    watchBook,
    () => preferences.get().settings.reminds === true && notificationsSupported(),
    showNotification,
    clock,
    report,
  )
  const metadataLooks = new MetadataLooks(watchDesk, { hostFor, inspector, document }, report)
  watchChanged = () => {
    tellWatch()
    metadataLooks.nudge()
    reminding.soon()
  }
  const settingsChanged = () => {
    metadataLooks.turn(preferences.get().settings.looksAtMetadata === true)
    reminding.soon()
  }
  settingsChanged()
  const damaged = (): DamagedFile[] =>
    [...setups.reports(), preferences.damaged, vault.damaged, watchBook.damaged, rehearsals.damaged].filter(
      (one) => one !== null,
    )
  const watch = watchHandlers(setups, credentials, hostFor)
  const readings = new ReadingDesk(credentials, hostFor, report)
  const signIns = new SignInDesk({
    inspector,
    hostFor,
    environment: (id) => readSignInEnvironment(id, preferences, credentials),
    document: (source, host) => obtainDocument(source, { document, host }),
    trust: lab,
    tell: (signIn) => tell('signIn.changed', { signIn }),
    ended: (signIn) => void noteSignIn(signIn, setups),
    report,
  })

  const capture = new CaptureDesk({
    hostFor,
    inspector,
    files,
    tell: (change) => tell('scimCapture.changed', change),
    report,
  })

  const pause = () => {
    watch.pause()
    metadataLooks.pause()
  }
  const resume = () => {
    watch.resume()
    metadataLooks.resume()
  }
  const attend = (window: BrowserWindow) => {
    window.on('close', () => void keepPlace(window, preferences))
    window.on('hide', pause)
    window.on('minimize', pause)
    window.on('show', resume)
    window.on('restore', resume)
    window.webContents.on('destroyed', () => {
      runs.cancelAll()
      readings.stopAll()
      signIns.cancelAll()
    })
    return window
  }
  let window = attend(first)
  setTimeout(() => warmUp(preferences.get().environments, outside), warmUpAfterMs)
  powerMonitor.on('suspend', () => {
    pause()
    readings.standby.sleep()
  })
  powerMonitor.on('resume', () => {
    if (!window.isDestroyed() && window.isVisible() && !window.isMinimized()) resume()
    watchChanged()
    readings.standby.wake()
    signIns.wake()
  })
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) window = attend(openWindow(preferences.get().window, folder))
  })
  app.on('window-all-closed', () => {
    pause()
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    inspector.close()
    void capture.stop()
    // What the page saved while it closed is written first.
    if (!setups.isBusy() && !watchBook.isBusy()) return
    event.preventDefault()
    void Promise.all([setups.settled(), watchBook.flush()]).then(() => app.quit())
  })

  const handlers: Handlers = {
    ...appHandlers(preferences, vault, lab !== null, settingsChanged),
    ...environmentHandlers(preferences, vault, standings, (environmentId) => {
      readings.environmentChanged(environmentId)
      tell('environments.changed', { environmentId, what: 'key' })
    }),
    ...setupHandlers(setups, vault, files, damaged, watchDesk),
    ...handoffHandlers(setups),
    ...diagnosisHandlers(diagnoses, files, previews, inspector, async () => [...held.all(), ...(await vault.all())]),
    ...secretHandlers(held, files),
    'rehearsals.list': () => succeeded([...rehearsals.list()]),
    'rehearsals.forget': async ({ url }) => succeeded(await rehearsals.forget(url)),
    ...captureHandlers(capture),
    ...workosHandlers(credentials, hostFor, readings),
    ...signInHandlers(signIns, files, credentials, hostFor),
    ...workosActions(credentials, hostFor),
    ...watch.handlers,
    ...watchPageHandlers(watchDesk),
    'files.open': ({ title, extensions }, window) => files.choose(window, title, extensions),
    'files.forget': ({ ticket }) => {
      files.forget(ticket)
      return { ok: true, value: undefined }
    },
    'files.save': ({ title, extension, text }, window) =>
      saveAs(window, `${fileName(title)}.${extension}`, extension, text),
    'texts.hold': ({ ticket, piece }) => texts.add(ticket, piece),
    'texts.forget': ({ ticket }) => {
      texts.forget(ticket)
      return { ok: true, value: undefined }
    },
    'runs.start': ({ kind, input }) => runs.start(kind, input),
    'runs.cancel': ({ runId }) => {
      runs.cancel(runId)
      return { ok: true, value: undefined }
    },
  }
  return { call: answerCalls(handlers, report), adoptFile: (path) => files.adopt(path) }
}

const warmUpAfterMs = 1000
const heardAfterMs = 200

/** Does something at most twice a second, however often it is asked for; the last time always. */
function sometimes(act: () => void): () => void {
  let isWaiting = false
  return () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(() => {
      isWaiting = false
      act()
    }, 500)
  }
}
