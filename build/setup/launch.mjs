import { readFileSync } from 'node:fs'

/** Switches Chromium needs on this machine, each with the line that says why (null: nothing to say). */
export function machineSwitches() {
  if (process.platform !== 'linux') return []
  const switches = []
  if (process.getuid() === 0) {
    switches.push(['--no-sandbox', "Running as root: Chromium's sandbox is off. For developing only."])
  } else if (sandboxIsBarred()) {
    switches.push([
      '--no-sandbox',
      "This system bars programs from sandboxing themselves: Chromium's sandbox is off. For developing only.",
    ])
  }
  if (!process.env.DISPLAY && process.env.WAYLAND_DISPLAY) switches.push(['--ozone-platform=wayland', null])
  return switches
}

/** Whether an ordinary user's program may not make user namespaces, which Chromium's sandbox is built on. */
function sandboxIsBarred() {
  return (
    read('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1'
  )
}

function read(file) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return null
  }
}
