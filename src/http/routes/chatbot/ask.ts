import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { z } from 'zod'
import { takeQuestion, tellAnswer } from '../../../chatbot/answer.js'
import type { QuestionIntake } from '../../../chatbot/question.js'
import {
  type ChatbotAnswer,
  type ChatbotQuestion,
  chatbotAnswer,
  chatbotQuestion,
} from '../../../contracts/chatbot.js'
import { refuse } from '../../../domain/errors.js'
import { readLanguage } from '../../../read/chatbot/language.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { body, defineRoute, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { readReader, TAGS } from './kit.js'
import { streamAnswer } from './stream-answer.js'

const EVENTS = 'text/event-stream'

export function askChatbotRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'askChatbot',
      method: 'post',
      path: '/chatbot/messages',
      tags: TAGS,
      summary: 'Ask the assistant',
      description:
        'It answers from articles that the caller may read and from their own tickets. With `Accept: text/event-stream` the answer comes as events: `delta` `{text}` as it is written, then `citations` `{citations}`, then `done` with all of it; `error` with a problem where it breaks off.',
      request: body(chatbotQuestion),
      responses: {
        200: {
          description: 'The answer',
          content: {
            'application/json': { schema: chatbotAnswer },
            [EVENTS]: { schema: z.string() },
          },
        },
        ...problems(404),
      },
    }),
    async (c) => {
      c.set('keepsAnswer', true)
      await deps.budgets.chatbot(c, c.get('caller').person.id)
      const reader = readReader(c)
      const taken = await takeQuestion(deps.chatbot, {
        ...{ author: readAuthor(c), reader, ...readQuestion(c.req.valid('json')) },
        language: await readLanguage(c.get('db'), reader.userId),
      })
      deps.notifyCommitted()
      return wantsEvents(c)
        ? streamAnswer(c, deps, taken)
        : c.json(await awaitAnswer(c, deps, taken), 200)
    },
  )
}

function readQuestion({ conversationId, message }: ChatbotQuestion) {
  return { conversationId, message }
}

function wantsEvents(c: Context<AppEnv>): boolean {
  const supports = ['application/json', EVENTS]
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === EVENTS
}

async function awaitAnswer(
  c: Context<AppEnv>,
  { chatbot }: AppDeps,
  taken: QuestionIntake,
): Promise<ChatbotAnswer> {
  const { signal } = c.req.raw
  try {
    for await (const news of tellAnswer(chatbot, taken, signal)) {
      if (news.kind === 'done') return news.answer
    }
  } catch (error) {
    if (signal.aborted) return refuse('cancelled', 'Whoever asked has gone.')
    throw error
  }
  throw new Error('an answer had no end')
}
