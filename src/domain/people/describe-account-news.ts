import type { Say } from '../ticket/outcome/say.js'
import { ACCOUNT_NEWS, type AccountFacts, type AccountNewsType } from './account-news.js'

/** News of an account in words. */
export interface AccountNews {
  title: string
  /** Whose account. */
  account: string
  what: string
  expected: string | null
  /** What leads on, where something does. */
  open: string | null
}

export function describeAccountNews(
  type: AccountNewsType,
  facts: AccountFacts,
  { phrases, at }: Say,
): AccountNews {
  const { accounts } = phrases
  const until = facts.until === null ? null : at(facts.until)
  const said = accounts.news[type]({ ...facts, until })
  const isOwn = ACCOUNT_NEWS.kinds[type].readers !== 'admins'
  return {
    title: accounts.titles[type],
    account: isOwn ? accounts.yours : facts.name,
    what: said.what,
    expected: said.expected ?? null,
    open:
      facts.hasLink && ACCOUNT_NEWS.kinds[type].leadsTo !== undefined ? accounts.setPassword : null,
  }
}
