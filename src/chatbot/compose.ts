import { BrokenCircuitError } from 'cockatiel'
import type { OrganizationDb } from '../database/pool.js'
import { composePassages, composeStanding } from '../domain/chatbot/compose.js'
import { readDraft, type TicketDraft } from '../domain/chatbot/draft.js'
import { readIntent } from '../domain/chatbot/intent.js'
import type { Passage } from '../domain/chatbot/passage.js'
import { buildPrompt, type Places } from '../domain/chatbot/prompt.js'
import { endReply, isFull, NEW_REPLY, type ReplyState, takeWords } from '../domain/chatbot/reply.js'
import { CHATBOT_WORDS } from '../domain/chatbot/words.js'
import { areTickets, findStanding, retrievePassages } from '../read/chatbot/retrieve.js'
import type { Meaning } from '../read/kb/find-alike.js'
import { openBudget } from '../write/chatbot/budget.js'
import type { AskModel } from './ask-model.js'
import { BudgetSpentError, ModelAwayError, ModelRefusedError } from './errors.js'
import type { AnswerNews, ChatbotDeps, TakenQuestion } from './question.js'

/** An answer, and all that it was made of, cited or not. */
export interface Written {
  reply: string
  cited: readonly Passage[]
  source: ChatbotSource
  sources: string[]
  draft?: TicketDraft | undefined
  /** It says where tickets are: nobody who is told so wants to file one. */
  isStanding?: true
}

type ChatbotSource = 'model' | 'passages'
type Telling<T> = AsyncGenerator<AnswerNews, T>

/** Writes an answer: by rules where they are enough, else by a model from what was found, else by what was found alone. */
export async function* compose(
  deps: ChatbotDeps,
  question: TakenQuestion,
  places: Places,
  signal: AbortSignal,
): Telling<Written> {
  const { bound, reader, language, message } = question
  const intent = readIntent(message)
  const { site } = deps
  if (intent.kind === 'person') {
    return yield* tellWhole({ reply: CHATBOT_WORDS[language].offersPerson, cited: [] })
  }
  if (intent.kind === 'ticket_status') {
    const tickets = await findStanding(bound, reader.userId, intent.numbers)
    if (tickets.length > 0 || (await areTickets(bound, intent.numbers))) {
      const standing = composeStanding(tickets, intent.numbers, { language, site })
      return { ...(yield* tellWhole(standing)), isStanding: true }
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

function openDay({ now, dailyTokens }: ChatbotDeps, bound: OrganizationDb) {
  return openBudget(bound, new Date(now()).toISOString().slice(0, 10), dailyTokens)
}

/** Undefined where nothing embeds questions, or not in time: their words are enough then. */
async function findMeaning(
  deps: ChatbotDeps,
  bound: OrganizationDb,
  text: string,
): Promise<Meaning | undefined> {
  if (deps.embedding === undefined) return undefined
  const { model, embedQuestion } = deps.embedding
  const vector = await embedQuestion(text, openDay(deps, bound))
  return vector && { model, vector }
}

async function* tellWhole(composed: Pick<Written, 'reply' | 'cited'>): Telling<Written> {
  yield { kind: 'delta', text: composed.reply }
  return { ...composed, source: 'passages', sources: composed.cited.map(({ id }) => id) }
}

interface Work {
  question: TakenQuestion
  places: Places
  passages: readonly Passage[]
  signal: AbortSignal
}

/** Undefined where the model has said nothing that could be passed on because it is away, or the day's budget is spent. */
async function* writeByModel(
  deps: ChatbotDeps,
  askModel: AskModel,
  { question, places, passages, signal }: Work,
): Telling<Written | undefined> {
  const { language, earlier, message, bound } = question
  const words = CHATBOT_WORDS[language]
  const prompt = buildPrompt({ language, earlier, question: message, passages, places })
  const budget = openDay(deps, bound)
  const { state, isWhole } = yield* tellWords(
    deps,
    askModel(prompt, budget, signal),
    { passages, site: deps.site },
    signal,
  )
  const said = state.said.trim()
  if (!isWhole && said === '') return undefined
  const added = addWords(said, isWhole, words)
  if (added !== '') yield { kind: 'delta', text: added }
  return {
    ...{ reply: said + added, cited: state.cited, source: 'model' },
    sources: passages.map(({ id }) => id),
    draft: readDraft(state.draft ?? '', places),
  }
}

/** What stands behind a reply that has broken off, and instead of one that nothing was cited in. */
function addWords(said: string, isWhole: boolean, words: (typeof CHATBOT_WORDS)['en']): string {
  if (said === '') return `${words.unknown} ${words.offersTicket}`
  return isWhole ? '' : `\n\n${words.interrupted}`
}

/** Passes on what is clean as it comes. */
async function* tellWords(
  { onError }: Pick<ChatbotDeps, 'onError'>,
  words: AsyncGenerator<string>,
  frame: Parameters<typeof takeWords>[2],
  signal: AbortSignal,
): Telling<{ state: ReplyState; isWhole: boolean }> {
  let state = NEW_REPLY
  let told = ''
  const news = (): AnswerNews[] => {
    const text = state.said.trim().slice(told.length)
    told += text
    return text === '' ? [] : [{ kind: 'delta', text }]
  }
  try {
    for await (const text of words) {
      state = takeWords(state, text, frame)
      yield* news()
      if (isFull(state)) break
    }
  } catch (error) {
    signal.throwIfAborted() // whoever asked has gone
    if (!isExpected(error)) throw error
    onError(error)
    return { state, isWhole: false }
  }
  state = endReply(state, frame)
  yield* news()
  return { state, isWhole: true }
}

/** What a model may do wrong; anything else is a fault of ours. */
function isExpected(error: unknown): boolean {
  const kinds = [ModelAwayError, ModelRefusedError, BudgetSpentError, BrokenCircuitError]
  return kinds.some((kind) => error instanceof kind) || isTimeout(error)
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['TimeoutError', 'AbortError', 'TaskCancelledError'].includes(error.name)
  )
}
