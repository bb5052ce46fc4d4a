import { BrokenCircuitError } from 'cockatiel'
import { readDraft } from '../domain/chatbot/draft.js'
import type { Passage } from '../domain/chatbot/passage.js'
import { buildPrompt, type Places } from '../domain/chatbot/prompt.js'
import { endReply, isFull, NEW_REPLY, type ReplyState, takeWords } from '../domain/chatbot/reply.js'
import { CHATBOT_WORDS } from '../domain/chatbot/words.js'
import type { AskModel } from './ask-model.js'
import { BudgetSpentError, ModelAwayError, ModelRefusedError } from './errors.js'
import { openDailyBudget } from './open-daily-budget.js'
import type { AnswerNews, ChatbotDeps, TakenQuestion, Telling, WrittenAnswer } from './question.js'

interface Work {
  question: TakenQuestion
  places: Places
  passages: readonly Passage[]
  signal: AbortSignal
}

/** Undefined where the model has said nothing that could be passed on because it is away, or the day's budget is spent. */
export async function* writeByModel(
  deps: ChatbotDeps,
  askModel: AskModel,
  { question, places, passages, signal }: Work,
): Telling<WrittenAnswer | undefined> {
  const { language, earlier, message, bound } = question
  const words = CHATBOT_WORDS[language]
  const prompt = buildPrompt({ language, earlier, question: message, passages, places })
  const budget = openDailyBudget(deps, bound)
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
