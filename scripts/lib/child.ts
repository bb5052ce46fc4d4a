import { type ChildProcess, spawn } from 'node:child_process'

export interface NodeChild {
  process: ChildProcess
  ready: Promise<void>
}

/** One of our own programs, in a group of its own, so that the terminal's Ctrl-C leaves the order to us. */
export function startNode(args: string[], env: Record<string, string>): NodeChild {
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  })
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code) =>
      reject(new Error(`${args.at(-1)} ended with ${code ?? 'a signal'}`)),
    )
  })
  ready.catch(() => {}) // judged by whoever waits for it
  return { process: child, ready }
}

export async function stopChild(
  child: ChildProcess,
  signal: NodeJS.Signals,
  withinMs: number,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  const late = setTimeout(() => child.kill('SIGKILL'), withinMs)
  await exited
  clearTimeout(late)
}
