import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../../scripts/lib/ports.js'

export interface Clamd {
  host: string
  port: number
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** Any more, and it says so. */
const MOST_MB = 2

/**
 * ClamAV's daemon with a signature of the EICAR test file alone, by these lines of its settings; undefined where there is
 * none installed.
 */
export async function startClamd(
  folder: string,
  lines: readonly string[] = [`StreamMaxLength ${MOST_MB}M`, 'AlertExceedsMax yes'],
): Promise<Clamd | undefined> {
  const isThere = await promisify(execFile)('clamd', ['--version']).catch(() => undefined)
  if (isThere === undefined) return undefined
  const port = await freePort()
  const signatures = join(folder, 'signatures')
  await mkdir(signatures, { recursive: true })
  await chmod(folder, 0o755) // it may give up being root
  const hex = Buffer.from('EICAR-STANDARD-ANTIVIRUS-TEST-FILE').toString('hex')
  await writeFile(join(signatures, 'local.ndb'), `Perdure.Test.EICAR:0:*:${hex}\n`)
  const settings = join(folder, 'clamd.conf')
  await writeFile(
    settings,
    [
      'Foreground yes',
      `DatabaseDirectory ${signatures}`,
      'TCPAddr 127.0.0.1',
      `TCPSocket ${port}`,
      ...lines,
      '',
    ].join('\n'),
  )
  let running: ChildProcess | undefined
  const clamd: Clamd = {
    host: '127.0.0.1',
    port,
    start: async () => {
      const child = spawn('clamd', ['--config-file', settings], { stdio: 'ignore' })
      running = child
      for (const until = Date.now() + 30_000; Date.now() < until; ) {
        if (child.exitCode !== null) throw new Error(`clamd ended with ${child.exitCode}`)
        if (await answers(port)) return
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error('clamd does not begin to answer')
    },
    stop: async () => {
      const child = running
      running = undefined
      if (child === undefined) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
  }
  await clamd.start()
  return clamd
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => socket.end('zPING\0'))
    socket.once('data', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
}
