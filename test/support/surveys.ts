import { sendSurveysActivity } from '../../activities/surveys/send.js'
import { numberCommitted } from '../../src/database/sequence.js'
import { createListenerRounds } from '../../src/write/listeners/rounds.js'
import { createSurveyListener } from '../../src/write/surveys/listener.js'
import { createPost, readSurveyPath } from './letters.js'
import type { World } from './world.js'

/** Surveys of a world without a worker: what the loops and the workflow would do is called. */
export function createSurveys(world: World) {
  const post = createPost(world)
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

  return {
    listen,
    make: async (over: object = {}) => {
      const made = await world.call('admin', 'POST', '/surveys/templates', {
        ...{ name: `survey ${Math.random()}`, trigger: 'closed', delay: 'PT0S' },
        ...{ expiresAfter: 'P14D', reminderAfter: 'P3D', quietPeriod: 'PT0S' },
        questions: [
          { id: 'help', kind: 'rating', text: 'How well did we help?', required: true },
          { id: 'again', kind: 'nps', text: 'Would you tell others?', required: false },
          {
            ...{ id: 'ways', kind: 'multi', text: 'What was good?', required: false },
            choices: ['The words', 'The speed'],
          },
          { id: 'words', kind: 'text', text: 'What else?', required: false },
        ],
        ...over,
      })
      if (made.status !== 201) throw new Error(JSON.stringify(made.body))
      return made.body.id as string
    },
    /** What is due so many minutes from now. */
    send: async (minutes: number) => {
      const at = new Date(Date.now() + minutes * 60_000).toISOString()
      const deps = { db: world.db, notifyCommitted: () => {} }
      return sendSurveysActivity(deps)({ organizationId: await world.organizationId(), at })
    },
    /** The mails about surveys that are due, and where each is answered. */
    receive: async () =>
      (await post.deliver())
        .filter(({ text }) => text.includes('/surveys/answer/'))
        .map((mail) => ({ mail, path: readSurveyPath(mail) })),
    statuses: (ticketId: string) =>
      world.db.query<{ status: string; reason: string | null }>(
        'SELECT status, cancelled_reason AS reason FROM survey WHERE ticket_id = $1 ORDER BY id',
        [ticketId],
      ),
  }
}
