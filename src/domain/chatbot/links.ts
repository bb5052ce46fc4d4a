import { linkToPage, PAGES } from '../front-end.js'
import type { ArticlePassage, Passage, TicketPassage } from './passage.js'

/** What an answer is made of, as its reader is told. */
export type Citation = { articleId: string; title: string } | { ticketId: string; title: string }

export function cite({ kind, id, title }: Pick<Passage, 'kind' | 'id' | 'title'>): Citation {
  return kind === 'article' ? { articleId: id, title } : { ticketId: id, title }
}

/** What a link leads to. */
export type Source = Pick<ArticlePassage, 'kind' | 'id'> | Pick<TicketPassage, 'kind' | 'number'>

/** Where a front end shows it. */
export function linkToSource(source: Source, site: string): string {
  const path = source.kind === 'article' ? PAGES.article(source.id) : PAGES.ticket(source.number)
  return linkToPage(site, path)
}

/** The nth of the citations, as a link: the only kind of link in a reply. */
export function writeCitation(n: number, source: Source, site: string): string {
  return `[${n}](${linkToSource(source, site)})`
}
