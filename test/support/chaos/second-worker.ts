import { type ChildProcess, spawn } from 'node:child_process'
import type { Product } from '../product.js'

/** As `npm run worker` beside a running start; it has a database and a server in common with the first. */
export function startSecondWorker(product: Product): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'temporal/worker.ts'], {
    env: { ...process.env, NODE_ENV: undefined, DATA_FOLDER: product.folder, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('worker is serving')) resolve(child)
    })
    child.once('exit', (code) => reject(new Error(`the second worker ended with ${code}`)))
  })
}
