import type { Context } from 'hono'
import { DomainError } from '../../../domain/errors.js'
import { mayWriteArticles } from '../../../domain/kb/visibility.js'
import { notForRole } from '../../../domain/ticket/refusals.js'
import { chooseReader, type Reader } from '../../../read/kb/article-rows.js'
import { etag } from '../../after-command.js'
import type { AppEnv } from '../../env.js'
import { readAuthor, readId } from '../resources/kit.js'

export const WRITERS = ['moderator', 'admin', 'kb.edit'] as const
export const TAGS = ['Knowledge base']

export function readReader(c: Context<AppEnv>): Reader {
  return chooseReader(c.get('caller').person)
}

/** Throws `forbidden` for the permission in the hands of somebody who is not of staff. */
export function readWriter(c: Context<AppEnv>) {
  if (!mayWriteArticles(c.get('caller').person)) throw new DomainError(notForRole(WRITERS))
  return readAuthor(c)
}

/** Which article, and which revision of it the caller has read. */
export function nameArticle(c: Context<AppEnv>, param: { id: string }) {
  return { id: readArticleId(param), ifMatch: c.get('ifMatch') }
}

export function readArticleId(param: { id: string }): string {
  return readId(param, { noun: 'article' })
}

export function noteRevision(c: Context<AppEnv>, { revision }: { revision: number }): void {
  c.header('ETag', etag(revision))
}

/** For the document: its answers have an `ETag`. */
export const REVISED = { 'x-versioned': true } as const
