import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../scripts/lib/ports.js'

export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0

export interface Redis {
  url: string
  start: () => Promise<void>
  stop: () => Promise<void>
  remove: () => Promise<void>
}

/** A server that can be gone and back; undefined where there is none installed. */
export async function startRedis(): Promise<Redis | undefined> {
  if (!HAS_REDIS) return undefined
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'perdure-redis-'))]
  let child: ChildProcess | undefined
  const start = async () => {
    const args = ['--port', String(port), '--save', '', '--dir', folder]
    child = spawn('redis-server', args, { stdio: 'ignore' })
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const stop = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await start()
  return {
    ...{ url: `redis://127.0.0.1:${port}`, start, stop },
    remove: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
