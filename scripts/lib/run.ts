import { spawn } from 'node:child_process'

/** Runs one of the installed tools in the foreground; answers its exit code. */
export function runTool(name: string, args: string[]): Promise<number> {
  const child = spawn(process.execPath, [`node_modules/.bin/${name}`, ...args], {
    stdio: 'inherit',
  })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}
