import { sendSurveysActivity } from '../../activities/surveys/send.js'
import { numberCommitted } from '../../src/database/sequence.js'
import { createListenerRounds } from '../../src/write/listeners/rounds.js'
import { createSurveyListener } from '../../src/write/surveys/listener.js'
import { createCommandPath } from './command-path.js'
import { createPost, readSurveyPath } from './letters.js'
import type { World } from './world.js'

/** Surveys of a world without a worker: what the loops and the workflow would do is called. */
export function createSurveys(world: World) {
  const post = createPost(world)
  const { give } = createCommandPath(world)
  const listener = createSurveyListener()

  /** What has happened becomes surveys. */
  async function listen(): Promise<void> {
    while ((await numberCommitted(world.db, 1_000)).count > 0);
    const round = createListenerRounds({
      ...{ db: world.db, listeners: [listener] },
      onError: (error) => {
        throw error
      },
    })
    while (await round());
  }

  const make = async (over: object = {}) => {
    const made = await world.call('admin', 'POST', '/surveys/templates', {
      ...{ name: `survey ${Math.random()}`, trigger: 'closed', delay: 'PT0S' },
      ...{ expiresAfter: 'P14D', reminderAfter: 'P3D', quietPeriod: 'PT0S' },
      questions: [
        { id: 'help', kind: 'rating', text: 'How well did we help?', required: true },
        { id: 'again', kind: 'nps', text: 'Would you tell others?', required: false },
        {
          ...{ id: 'ways', kind: 'multi', text: 'What was good?', required: false },
          ...{ choices: ['The words', 'The speed', 'The rest'], max: 2 },
        },
        { id: 'words', kind: 'text', text: 'What else?', required: false },
      ],
      ...over,
    })
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    return made.body.id as string
  }

  /** What is due so many minutes from now. */
  const send = async (minutes: number, onFailed?: (error: unknown) => void) => {
    const at = new Date(Date.now() + minutes * 60_000).toISOString()
    const deps = { db: world.db, notifyCommitted: () => {}, ...(onFailed && { onFailed }) }
    return sendSurveysActivity(deps)({ organizationId: await world.organizationId(), at })
  }

  /** The mails about surveys that are due, and where each is answered. */
  const receive = async () =>
    (await post.deliver())
      .filter(({ text }) => text.includes('/surveys/answer/'))
      .map((mail) => ({ mail, path: readSurveyPath(mail) }))

  /** A ticket that was closed, and can be answered about once its undo window is over. */
  async function close(who = 'requester', priority = 'normal') {
    const { id } = await world.file(who, { priority })
    await give('moderator', id, 'approve')
    await give('moderator', id, 'close', { texts: { reason: 'Done' } })
    await listen()
    return id
  }

  /** The address of a survey that was sent. */
  async function ask(over: object = {}, who = 'requester') {
    const templateId = await make(over)
    const ticketId = await close(who)
    await send(60)
    const [sent] = await receive()
    if (sent === undefined) throw new Error('nothing was sent')
    return { ...sent, templateId, ticketId }
  }

  return {
    listen,
    make,
    close,
    ask,
    send,
    receive,
    statuses: (ticketId: string) =>
      world.db.query<{ status: string; reason: string | null }>(
        'SELECT status, cancelled_reason AS reason FROM survey WHERE ticket_id = $1 ORDER BY id',
        [ticketId],
      ),
    get: (path: string) => world.call(null, 'GET', path),
    answer: (path: string, answers: object, headers: Record<string, string> = {}) =>
      world.call(null, 'POST', path, { answers }, headers),
    /** As a browser has it. */
    open: (path: string) =>
      world.app.request(`/api/v1${path}`, { headers: { Accept: 'text/html,*/*;q=0.8' } }),
    submit: (path: string, fields: [string, string][]) =>
      world.app.request(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' },
        body: new URLSearchParams(fields).toString(),
      }),
  }
}
