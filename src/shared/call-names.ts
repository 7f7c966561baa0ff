/**
 * The names of the calls and events that cross from the page to main and back. The preload script exposes one function
 * for each; what each takes and gives is in contract.ts, which does not compile when a name lacks its schemas.
 */
export const callNames = [
  'app.info',
  'app.openLink',
  'settings.get',
  'settings.set',
  'environments.list',
  'environments.save',
  'environments.remove',
  'environments.setKey',
  'environments.forgetKey',
  'setups.list',
  'setups.get',
  'setups.create',
  'setups.edit',
  'setups.setSecret',
  'setups.forgetSecret',
  'setups.duplicate',
  'setups.remove',
  'setups.restore',
  'setups.export',
  'setups.import',
  'setups.watch',
  'setups.unwatch',
  'setups.saveHandoff',
  'diagnoses.list',
  'diagnoses.get',
  'diagnoses.remove',
  'diagnoses.restore',
  'diagnoses.open',
  'diagnoses.report',
  'diagnoses.saveReport',
  'secrets.hold',
  'secrets.holdFile',
  'secrets.forget',
  'files.open',
  'files.forget',
  'runs.start',
  'runs.cancel',
  'workos.page',
] as const
export type CallName = (typeof callNames)[number]

export const eventNames = [
  'run.findings',
  'run.progress',
  'run.text',
  'run.ended',
  'setup.changed',
  'watch.changed',
  'menu.command',
] as const
export type EventName = (typeof eventNames)[number]
