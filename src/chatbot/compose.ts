import type { OrganizationDb } from '../database/pool.js'
import { composePassages, composeTicketStatus } from '../domain/chatbot/compose.js'
import { readIntent } from '../domain/chatbot/intent.js'
import type { Places } from '../domain/chatbot/prompt.js'
import { CHATBOT_WORDS } from '../domain/chatbot/words.js'
import { areTickets, findTicketsAskedAbout, retrievePassages } from '../read/chatbot/retrieve.js'
import type { Meaning } from '../read/kb/find-alike.js'
import { openDailyBudget } from './open-daily-budget.js'
import type { ChatbotDeps, TakenQuestion, Telling, WrittenAnswer } from './question.js'
import { writeByModel } from './write-by-model.js'

/** Writes an answer: by rules where they are enough, else by a model from what was found, else by what was found alone. */
export async function* compose(
  deps: ChatbotDeps,
  question: TakenQuestion,
  places: Places,
  signal: AbortSignal,
): Telling<WrittenAnswer> {
  const { bound, reader, language, message } = question
  const intent = readIntent(message)
  const { site } = deps
  if (intent.kind === 'person') {
    return yield* tellWhole({ reply: CHATBOT_WORDS[language].offersPerson, cited: [] })
  }
  if (intent.kind === 'ticket_status') {
    const tickets = await findTicketsAskedAbout(bound, reader.userId, intent.numbers)
    if (tickets.length > 0 || (await areTickets(bound, intent.numbers))) {
      const status = composeTicketStatus(tickets, intent.numbers, { language, site })
      return { ...(yield* tellWhole(status)), isTicketStatus: true }
    }
  }
  const meaning = findMeaning(deps, bound, message)
  const passages = await retrievePassages(bound, { reader, text: message, language, meaning })
  const { askModel } = deps
  const written =
    askModel === undefined || passages.length === 0
      ? undefined
      : yield* writeByModel(deps, askModel, { question, places, passages, signal })
  return written ?? (yield* tellWhole(composePassages(passages, language, site)))
}

/** Undefined where nothing embeds questions, or not in time: their words are enough then. */
async function findMeaning(
  deps: ChatbotDeps,
  bound: OrganizationDb,
  text: string,
): Promise<Meaning | undefined> {
  if (deps.embedding === undefined) return undefined
  const { model, embedQuestion } = deps.embedding
  const vector = await embedQuestion(text, openDailyBudget(deps, bound))
  return vector && { model, vector }
}

async function* tellWhole(
  composed: Pick<WrittenAnswer, 'reply' | 'cited'>,
): Telling<WrittenAnswer> {
  yield { kind: 'delta', text: composed.reply }
  return { ...composed, source: 'passages', sources: composed.cited.map(({ id }) => id) }
}
