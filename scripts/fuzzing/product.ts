import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StartConfig } from '../../src/config.js'
import { startNode, stopChild } from '../lib/child.js'
import { freePort } from '../lib/ports.js'
import { findTemporal } from '../local/temporal-cli.js'

/** `npm start` with data and ports of its own; a demo start has no rate limits. */
export async function startProduct(folder: string, { dataFolder, temporalCliPath }: StartConfig) {
  const say = (line: string) => void process.stderr.write(`fuzz: ${line}\n`)
  const bin = { folder: join(dataFolder, 'bin'), named: temporalCliPath, say }
  const port = String(await freePort())
  const { process: child } = startNode(['--import', 'tsx', 'scripts/start.ts'], {
    DATA_FOLDER: folder,
    PORT: port,
    TEMPORAL_PORT: String(await freePort()),
    TEMPORAL_UI_PORT: String(await freePort()),
    TEMPORAL_CLI_PATH: await findTemporal(bin),
  })
  const url = `http://127.0.0.1:${port}`
  while ((await fetch(`${url}/readyz`).catch(() => undefined))?.status !== 200) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
    await sleep(250)
  }
  return { url, stop: () => stopChild(child, 'SIGTERM', 30_000) }
}
