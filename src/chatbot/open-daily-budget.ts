import type { OrganizationDb } from '../database/pool.js'
import { type Budget, openBudget } from '../write/chatbot/budget.js'
import type { ChatbotDeps } from './question.js'

/** What the organization may still spend today, by UTC. */
export function openDailyBudget(
  { now, dailyTokens }: Pick<ChatbotDeps, 'now' | 'dailyTokens'>,
  bound: OrganizationDb,
): Budget {
  return openBudget(bound, new Date(now()).toISOString().slice(0, 10), dailyTokens)
}
