import { fileURLToPath } from 'node:url'
import { v7 as uuidv7 } from 'uuid'
import { openTemporal } from '../temporal/client.js'
import { createGateway } from '../temporal/gateway.js'
import { createReadiness } from '../temporal/readiness.js'
import { createAfterAnswer } from './after-answer.js'
import { loadKeyRing } from './auth/keys.js'
import { createOidcProvider } from './auth/oidc/provider.js'
import { createPasswords } from './auth/passwords.js'
import { createSessionCache } from './auth/session-cache.js'
import { createTokens } from './auth/tokens.js'
import { createAskModel, PATIENCE } from './chatbot/ask-model.js'
import { createEmbedQuestion } from './chatbot/embed-question.js'
import type { LanguageModel, ModelSettings } from './chatbot/model.js'
import type { ChatbotDeps } from './chatbot/question.js'
import { type Config, loadConfig } from './config.js'
import { type Database, openDatabase } from './database/pool.js'
import { DRAIN_MS, exitOnUnhandled } from './exit-on-unhandled.js'
import { exitWithLine } from './exit-with-line.js'
import { openAntivirus } from './files/open-antivirus.js'
import { watchAntivirus } from './files/watch-antivirus.js'
import { createApp } from './http/app.js'
import { BASE } from './http/base.js'
import type { AppDeps } from './http/env.js'
import { createBudgets } from './http/middleware/rate-limit.js'
import { chooseServerLimits, serveApp } from './http/server.js'
import { createSocketActions } from './http/socket-actions.js'
import { createUpgrade } from './http/upgrade.js'
import { createLogger, type Logger } from './logger.js'
import { createMailboxServers } from './mail-in/imap/servers.js'
import { createMailboxReach } from './mail-in/imap/session.js'
import { createOutbound } from './outbound/outbound.js'
import { openDashboardStore } from './read/dashboards/open-store.js'
import { readTicketState } from './read/tickets/state.js'
import { createStateCache } from './read/tickets/state-cache.js'
import { createEventFeed } from './realtime/event-feed.js'
import { startHub } from './realtime/hub.js'
import { startListener } from './realtime/listener.js'
import { openBus } from './realtime/open-bus.js'
import { startSequencer } from './realtime/sequencer.js'
import { requireDatabase } from './require-database.js'
import { createStaffStore } from './staff-store/client.js'
import { openStorage } from './storage/open.js'
import { tellStarter } from './tell-starter.js'
import type { Embed } from './write/kb/embed-due.js'

/** Composition of the API process. */
export async function composeApi(config: Config, log: Logger) {
  const onError = (error: unknown) => log.warn({ error: String(error) }, 'will be tried again')
  const db = openDatabase({
    url: config.databaseUrl,
    directUrl: config.databaseDirectUrl,
    poolSize: config.databasePool,
    onError,
  })
  const client = openTemporal(config.temporal)
  const gateway = createGateway({
    client,
    settings: { taskQueue: config.taskQueue, carryOutAs: config.carryOutActivity },
    readState: (ticket) => readTicketState(db, ticket),
  })
  const listener = startListener(db, onError)
  const bus = openBus(config.redisUrl, { db, listener, onError })
  const sequencer = startSequencer({ db, listener, onError, onNumbered: bus.tellNumbered })
  const { afterAnswer, settle } = createAfterAnswer(onError)
  const keys = await loadKeyRing(config.signingKeys)
  const storage = await openStorage(config.storage)
  const antivirus = watchAntivirus(openAntivirus(config.files.clamd))
  const readiness = createReadiness({
    describeAntivirus: antivirus.read,
    ...{ db, client, gateway, storage, taskQueue: config.taskQueue },
    isRedisUp: config.redisUrl === undefined ? undefined : bus.isUp,
  })
  const sessions = createSessionCache(db, Date.now)
  const pushServices = createOutbound(config.outbound.pushRules)
  const webhookReceivers = createOutbound(config.outbound.webhookRules)
  const dashboards = openDashboardStore(config.redisUrl, onError)
  const events = createEventFeed({ ...{ db, listener, sessions, onError }, now: Date.now })
  const deps: AppDeps = {
    db,
    gateway,
    keys,
    log,
    sealKeys: config.temporal.codecKeys,
    oidc: config.oidc && { ...config.oidc, provider: createOidcProvider(config.oidc, onError) },
    tokens: createTokens(keys, config.issuer, Date.now),
    passwords: await createPasswords(),
    afterAnswer,
    budgets: createBudgets(db, config),
    storage,
    staffStore: config.staffStore && createStaffStore(config.staffStore),
    ticketStates: createStateCache(),
    dashboards,
    sessions,
    pushServices,
    webhookReceivers,
    mailboxServers: createMailboxServers(createMailboxReach(config.outbound.mailboxRules)),
    events,
    chatbot: await composeChatbot(config, db, onError),
    notifyCommitted: sequencer.notifyCommitted,
    now: Date.now,
    newId: () => uuidv7(),
    readiness: readiness.read,
    settings: {
      showsDevMails: config.showsDevMails,
      corsOrigins: config.corsOrigins,
      trustedProxies: config.trustedProxies,
      metricsToken: config.metricsToken,
      publicUrl: config.publicUrl,
      pushPublicKey: config.outbound.push?.publicKey,
      hasSms: config.outbound.sms !== undefined,
      shortestRepeat: config.shortestRepeat,
      uploadQuota: config.uploadQuota,
    },
  }
  const hub = startHub({
    ...{ db, listener, bus, sessions, onError },
    actions: createSocketActions(deps),
    now: Date.now,
  })
  return {
    app: createApp(deps),
    upgrade: createUpgrade(deps, hub),
    drain: async () => {
      readiness.drain()
      await events.stop()
      await hub.stop()
    },
    close: async () => {
      readiness.stop()
      antivirus.stop()
      await events.stop()
      await hub.stop()
      await bus.stop()
      await settle()
      await sequencer.stop()
      await listener.stop()
      await client.connection.close()
      await pushServices.close()
      await webhookReceivers.close()
      dashboards.stop()
      await db.close()
    },
  }
}

/** The client of language models is loaded only where one is configured. */
async function composeChatbot(
  config: Config,
  db: Database,
  onError: ChatbotDeps['onError'],
): Promise<ChatbotDeps> {
  const { model, embedding, patienceMs, dailyTokens } = config.chatbot
  const patience = { ...PATIENCE, totalMs: patienceMs }
  return {
    askModel: model && createAskModel(await openModel(model), patience),
    embedding: embedding && {
      model: embedding.model,
      embedQuestion: createEmbedQuestion(await openEmbedder(embedding), onError),
    },
    ...{ db, dailyTokens, site: config.publicUrl ?? '', onError },
    ...{ now: Date.now, newId: () => uuidv7() },
  }
}

async function openEmbedder(settings: ModelSettings): Promise<Embed> {
  return (await import('./chatbot/embedder.js')).createEmbedder(settings)
}

async function openModel(settings: ModelSettings): Promise<LanguageModel> {
  return (await import('./chatbot/model.js')).createLanguageModel(settings)
}

async function main(): Promise<void> {
  const config = loadConfig()
  const log = createLogger(config.logLevel, 'api')
  await requireDatabase(config, log)
  const api = await composeApi(config, log)
  const { host, port, trustedProxies } = config
  const limits = chooseServerLimits(trustedProxies)
  const server = serveApp({ app: api.app, host, port, limits }, (port) => {
    log.info({ port }, 'api is serving')
    tellStarter(config, `api: serves http://${host}:${port}${BASE}, its documentation is /docs`)
    process.send?.('ready')
  })
  server.on('upgrade', api.upgrade)
  server.on('error', (error) => {
    const isTaken = 'code' in error && error.code === 'EADDRINUSE'
    fail(isTaken ? `PORT: ${port} is taken; set another` : error)
  })
  const drain = async () => {
    await api.drain()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    await closed
    await api.close()
  }
  const stop = () => {
    setTimeout(() => process.exit(1), DRAIN_MS)
    void drain().then(() => process.exit(0))
  }
  exitOnUnhandled(log, drain)
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

const fail = exitWithLine('api')

if (process.argv[1] === fileURLToPath(import.meta.url)) main().catch(fail)
