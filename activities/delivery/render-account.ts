import { linkToPage, PAGES } from '../../src/domain/front-end.js'
import { describeAccountNews } from '../../src/domain/people/describe-account-news.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import { deriveToken } from '../../src/write/users/derive-token.js'
import type { Mail } from '../ports.js'
import type { AccountLetter } from './account-letter.js'
import { composeMail } from './render.js'

interface Links {
  publicUrl: string | undefined
  linkSecret: Buffer
}

/** News of an account. Where there is no front end that a link could lead to, the mail has the token itself. */
export function renderAccountMail(
  id: string,
  { to, type, facts, tokenId }: AccountLetter,
  { publicUrl, linkSecret }: Links,
): Mail {
  const say = createSay(to.timezone, to.language)
  const { title, account, what, expected, open } = describeAccountNews(type, facts, say)
  const token = tokenId === null ? undefined : deriveToken(linkSecret, tokenId)
  const link =
    token === undefined || publicUrl === undefined
      ? null
      : linkToPage(publicUrl, PAGES.setPassword(token))
  const isBare = token !== undefined && link === null
  const quotes = isBare ? [{ label: say.phrases.accounts.code, text: token }] : []
  const entry = { title, ticket: account, what, quotes, expected, link, open: open ?? '' }
  return composeMail(id, to, say, { subject: title, entries: [entry] })
}
