import type { Context } from 'hono'
import { tellAnswer } from '../../../chatbot/answer.js'
import type { AnswerNews, QuestionIntake } from '../../../chatbot/question.js'
import { refusal } from '../../../domain/errors.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { toProblem } from '../../errors.js'

/**
 * An answer as events. What has not been taken off the line is not asked for, so that a slow reader slows the model; one that goes away
 * stops it.
 */
export function streamAnswer(c: Context<AppEnv>, deps: AppDeps, taken: QuestionIntake): Response {
  const gone = new AbortController()
  const signal = AbortSignal.any([gone.signal, c.req.raw.signal])
  const news = tellAnswer(deps.chatbot, taken, signal)
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await news.next()
          if (done === true) return controller.close()
          controller.enqueue(encoder.encode(describe(value)))
        } catch (error) {
          if (signal.aborted) return
          deps.log.error({ err: error, requestId: c.get('requestId') }, 'unexpected')
          controller.enqueue(encoder.encode(describeFault(c)))
          controller.close()
        }
      },
      async cancel() {
        gone.abort()
        await news.return()
      },
    },
    { highWaterMark: 1 },
  )
  const headers = { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' }
  return c.body(stream, 200, headers)
}

function describe(news: AnswerNews): string {
  if (news.kind === 'delta') return event('delta', { text: news.text })
  const { citations } = news.answer
  return event('citations', { citations }) + event('done', news.answer)
}

function describeFault(c: Context<AppEnv>): string {
  const refused = refusal('internal', 'Something went wrong; nothing was answered.')
  return event('error', toProblem(refused, c.get('requestId')))
}

/** JSON has no line ends of its own. */
function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
