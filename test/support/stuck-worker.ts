import { loadConfig } from '../../src/config.js'
import { createLogger } from '../../src/logger.js'
import { startWorker } from '../../temporal/worker.js'

/** The worker as it is, with the workflows of another bundle. */
await startWorker(loadConfig(), createLogger('info', 'worker'), process.env.BUNDLE ?? '')
