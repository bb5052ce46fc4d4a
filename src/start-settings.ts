import { resolve } from 'node:path'
import { z } from 'zod'
import { ConfigError } from './config-error.js'
import { logLevel, mode, port, yesOrNo } from './setting-shapes.js'
import { chooseStorageFolder } from './storage-settings.js'
import { readTemporal, type TemporalConfig, temporalEnvironment } from './temporal-settings.js'
import { findExposure } from './unsafe-settings.js'

export const startEnvironment = z.object({
  NODE_ENV: mode.default('development'),
  DEVELOPMENT_ON_NETWORK: yesOrNo.default('false'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  ...temporalEnvironment.shape,
  TEMPORAL_ADDRESS: z.string().optional(),
  TEMPORAL_PORT: port.default(7233),
  TEMPORAL_UI_PORT: port.default(8233),
  MAIL_IN_PORT: port.optional(),
  TEMPORAL_CLI_PATH: z.string().optional(),
  DATA_FOLDER: z.string().default('.data'),
  STORAGE_FOLDER: z.string().optional(),
  FFMPEG_PATH: z.string().optional(),
  SMS_BASE_URL: z.string().optional(),
  SMS_ORGANIZATION: z.string().optional(),
  SEED_DEMO: yesOrNo.optional(),
  LOG_LEVEL: logLevel.default('warn'),
})

export interface StartConfig {
  /** What the processes that it starts get as NODE_ENV. */
  mode: string
  host: string
  port: number
  /** Undefined: `npm start` runs its own PostgreSQL. */
  databaseUrl: string | undefined
  /** Who migrates that; whoever uses it, when left out. */
  databaseOwnerUrl: string | undefined
  /** Undefined: `npm start` runs its own Temporal server. */
  temporal: TemporalConfig | undefined
  temporalNamespace: string
  temporalPort: number
  temporalUiPort: number
  temporalCliPath: string | undefined
  /** Where mails come in; undefined: none in production, and else where nobody listens yet. */
  mailInPort: number | undefined
  /** Where `npm start` keeps all that it keeps. */
  dataFolder: string
  /** Where files lie. */
  storageFolder: string
  /** Undefined: the one on the PATH, or else one that is fetched. */
  ffmpegPath: string | undefined
  /** Whether a stand-in takes the place of a staff store: in development, where none is named. */
  staffStoreStandIn: boolean
  /** The slug of whose people the staff store has; undefined where there is but one organization. */
  staffStoreOrganization: string | undefined
  seedDemo: boolean
  logLevel: string
}

/** Throws `ConfigError`. */
export function readStart(e: z.infer<typeof startEnvironment>): StartConfig {
  const production = e.NODE_ENV === 'production'
  const allowsNetwork = production || e.DEVELOPMENT_ON_NETWORK === 'true'
  const exposed = findExposure({ host: e.HOST, allowsNetwork })
  if (exposed !== undefined) throw new ConfigError(exposed)
  if (production && e.SEED_DEMO === 'true') throw new ConfigError(NO_DEMO)
  const seedDemo =
    e.SEED_DEMO === 'true' ||
    (!production && e.SEED_DEMO === undefined && e.DATABASE_URL === undefined)
  return {
    mode: e.NODE_ENV,
    host: e.HOST,
    port: e.PORT,
    databaseUrl: e.DATABASE_URL,
    databaseOwnerUrl: e.DATABASE_OWNER_URL ?? e.DATABASE_URL,
    temporal:
      e.TEMPORAL_ADDRESS === undefined
        ? undefined
        : readTemporal({ ...e, TEMPORAL_ADDRESS: e.TEMPORAL_ADDRESS }),
    temporalNamespace: e.TEMPORAL_NAMESPACE,
    temporalPort: e.TEMPORAL_PORT,
    temporalUiPort: e.TEMPORAL_UI_PORT,
    temporalCliPath: e.TEMPORAL_CLI_PATH,
    mailInPort: e.MAIL_IN_PORT,
    dataFolder: resolve(e.DATA_FOLDER),
    storageFolder: chooseStorageFolder(e),
    ffmpegPath: e.FFMPEG_PATH,
    staffStoreStandIn: !production && e.SMS_BASE_URL === undefined,
    staffStoreOrganization: e.SMS_ORGANIZATION ?? (seedDemo ? 'demo' : undefined),
    seedDemo,
    logLevel: e.LOG_LEVEL,
  }
}

export const NO_DEMO =
  'SEED_DEMO: demo accounts have a published password, and are never made in production'
