// npm start [-- --lab] [-- <switches for Electron>]: installs what is missing, builds when the sources changed, opens the
// window. With --lab it opens connected to the practice lab. Runs with Node and npm alone.
import { spawn } from 'node:child_process'
import { main, onEnd, root, say } from './setup/commands.mjs'
import { installPackages } from './setup/dependencies.mjs'
import { lacksDisplay, virtualDisplay } from './setup/display.mjs'
import { getElectron } from './setup/electron.mjs'
import { startLab } from './setup/lab.mjs'
import { machineSwitches } from './setup/launch.mjs'
import { buildProgramIfChanged } from './setup/program.mjs'
import { installSystemPackages } from './setup/system.mjs'

const wanted = process.argv.slice(2)
const withLab = wanted.includes('--lab')
const passedOn = wanted.filter((argument) => argument !== '--lab')

await main(async () => {
  const virtual = lacksDisplay()
  await installPackages()
  await installSystemPackages(virtual ? ['window', 'display'] : ['window'])
  const electron = await getElectron()
  await buildProgramIfChanged()

  const env = { ...process.env }
  if (withLab) {
    const { addresses } = await startLab()
    env.SIGNPOST_LAB = addresses
    say('The practice lab is running.')
  }
  if (virtual) {
    Object.assign(env, (await virtualDisplay()).env)
    say(`There is no display here: the window opens on a virtual one (${env.DISPLAY}). Ctrl+C ends it.`)
  }
  const switches = machineSwitches()
  for (const [, why] of switches) if (why) say(why)

  say('Opening Signpost.')
  const args = [...switches.map(([name]) => name), ...passedOn, root]
  return open(electron.executable, args, env, virtual)
})

/** Runs Electron until it ends; resolves with its exit code. */
function open(executable, args, env, quiet) {
  return new Promise((resolve, reject) => {
    const program = spawn(executable, args, {
      cwd: root,
      env,
      stdio: ['inherit', 'inherit', quiet ? 'pipe' : 'inherit'],
    })
    onEnd(() => program.kill())
    program.stderr?.on('data', (chunk) => process.stderr.write(withoutDesktopNoise(chunk.toString())))
    program.on('error', reject)
    program.on('close', (code) => resolve(code ?? 1))
  })
}

/** Without a desktop session Chromium complains about the message bus and the graphics card, to no consequence. */
function withoutDesktopNoise(text) {
  const noise =
    /^\[\d+:.*\b(ERROR|WARNING):(bus|object_proxy|viz_main_impl|gpu_process_host|command_buffer_proxy_impl|sandbox_linux|gl_|angle_|vulkan)\S*\]/
  return text
    .split('\n')
    .filter((line) => !noise.test(line))
    .join('\n')
}
