import {
  ACCOUNT_NEWS,
  type AccountFacts,
  type AccountNewsType,
  mayHaveNews,
} from '../../src/domain/people/account-news.js'
import type { Person } from '../../src/domain/people.js'
import type { Addressed } from './addressed.js'

/** News of an account. */
export interface AccountLetter {
  kind: 'account'
  to: Addressed
  type: AccountNewsType
  facts: AccountFacts
  tokenId: string | null
}

/** As much of a row as says whether it is one. */
interface AccountRow extends Addressed {
  type: string | null
  account: AccountFacts | null
  tokenId: string | null
  reader: Person | null
  isWanted: boolean
}

export function readAccountNews(row: AccountRow): AccountLetter[] {
  const { type, account: facts, tokenId, ...to } = row
  if (facts === null || type === null || !ACCOUNT_NEWS.has(type)) return []
  const mayHave = to.isWanted && mayHaveNews(type, to.reader)
  return mayHave ? [{ kind: 'account', to, type, facts, tokenId }] : []
}
