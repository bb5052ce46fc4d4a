import type { Passage } from './passage.js'

/** What an answer is made of, as its reader is told. */
export type Citation = { articleId: string; title: string } | { ticketId: string; title: string }

export function cite({ kind, id, title }: Pick<Passage, 'kind' | 'id' | 'title'>): Citation {
  return kind === 'article' ? { articleId: id, title } : { ticketId: id, title }
}

/** Where a front end shows it; of its own site where nobody has said where that is. */
export function linkTo({ kind, id }: Pick<Passage, 'kind' | 'id'>, site: string): string {
  const path = kind === 'article' ? `/kb/articles/${id}` : `/tickets/${id}`
  return `${site.replace(/\/$/, '')}${path}`
}

/** The nth of the citations, as a link: the only kind of link in a reply. */
export function writeCitation(
  n: number,
  passage: Pick<Passage, 'kind' | 'id'>,
  site: string,
): string {
  return `[${n}](${linkTo(passage, site)})`
}
