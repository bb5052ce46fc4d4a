import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../prisma/migrate.js'
import { seedDemo } from '../../prisma/seed.js'
import { freePort } from '../../scripts/lib/ports.js'
import { findFfmpeg } from '../../scripts/local/ffmpeg.js'
import {
  type EmbeddedPostgres,
  ensureDatabase,
  startPostgres,
} from '../../scripts/local/postgres.js'
import { findTemporal } from '../../scripts/local/temporal-cli.js'
import { startDevServer } from '../../scripts/local/temporal-server.js'
import { loadStartConfig, type StartConfig } from '../../src/config.js'
import { workflowBundle } from '../../temporal/bundle.js'
import { translateFilePrograms } from '../../temporal/file-programs.js'
import { databaseUrls } from './database.js'

const TIME_SKIPPING = 'frontend.WorkflowTimeSkippingEnabled=true'
export const TEMPLATE = 'perdure_template'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
    databaseOwnerUrl: string
    temporalAddress: string
    temporalBinary: string
    /** There may be none at this path: then videos are kept as they are. */
    ffmpegPath: string
    bundlePath: string
    filePrograms: string
    /** Not there until somebody asks for it (`copyFirstData`). */
    firstData: string
  }
}

/** The server that is configured, whose owner must be allowed to make databases; or else one of these tests' own. */
async function findServer(
  { databaseUrl, databaseOwnerUrl }: StartConfig,
  folder: string,
): Promise<Pick<EmbeddedPostgres, 'url' | 'ownerUrl' | 'stop'>> {
  if (databaseUrl === undefined || databaseOwnerUrl === undefined) {
    return startPostgres({ folder, port: await freePort(), fast: true })
  }
  return { ...databaseUrls(databaseUrl, databaseOwnerUrl), stop: async () => {} }
}

const MEMORY = '/dev/shm'
const MEMORY_BYTES = 4 * 1_024 ** 3

/** In memory where there is much of it: the files of each clone are made and removed, by the thousand. */
async function folderForDatabases(): Promise<string> {
  const room = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  return mkdtemp(join(room < MEMORY_BYTES ? tmpdir() : MEMORY, 'perdure-test-'))
}

/** One real PostgreSQL and one real Temporal for all files; each file has a database of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const config = loadStartConfig()
  const bin = join(config.dataFolder, 'bin')
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const folder = await folderForDatabases()
  const binary = await findTemporal({ folder: bin, named: config.temporalCliPath, say })
  const { env, fetching } = await findFfmpeg({ folder: bin, named: config.ffmpegPath, say })
  await fetching
  const [postgres, temporal, bundlePath, filePrograms] = await Promise.all([
    findServer(config, join(folder, 'postgres')),
    startDevServer({
      binary,
      port: await freePort(),
      namespace: 'default',
      dynamicConfig: [TIME_SKIPPING],
    }),
    workflowBundle(join(config.dataFolder, 'bundles')),
    translateFilePrograms(),
  ])
  await ensureDatabase(postgres, TEMPLATE)
  const [databaseUrl, databaseOwnerUrl] = [postgres.url(TEMPLATE), postgres.ownerUrl(TEMPLATE)]
  await migrate({ ownerUrl: databaseOwnerUrl, applicationUrl: databaseUrl })
  await seedDemo({ databaseUrl, production: false })
  project.provide('databaseUrl', databaseUrl)
  project.provide('databaseOwnerUrl', databaseOwnerUrl)
  project.provide('temporalAddress', temporal.address)
  project.provide('temporalBinary', binary)
  project.provide('ffmpegPath', env.FFMPEG_PATH ?? 'ffmpeg')
  project.provide('bundlePath', bundlePath)
  project.provide('filePrograms', filePrograms)
  project.provide('firstData', join(folder, 'first-data'))
  return async () => {
    await temporal.stop()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
