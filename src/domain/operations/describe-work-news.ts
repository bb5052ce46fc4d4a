import { linkToPage, PAGES } from '../front-end.js'
import type { Say } from '../ticket/outcome/say.js'
import type { WorkFacts, WorkNewsType } from './work-news.js'

/** News of the end of some work in words. */
export interface WorkNews {
  title: string
  /** What it was. */
  work: string
  what: string
  expected: string | null
}

export function describeWorkNews(
  type: WorkNewsType,
  { kind, problem, figures, file }: WorkFacts,
  { phrases: { operations }, at }: Say,
): WorkNews {
  const why = problem === null ? [] : [operations.reasons[problem]]
  const done = figures === null ? [] : [operations.figures(figures)]
  const made =
    type !== 'export_ready'
      ? []
      : [file === null ? operations.fileGone : operations.fileThere(file.name, at(file.until))]
  const isCutShort = type === 'sync_finished' && problem !== null
  return {
    title: isCutShort ? operations.syncCutShort : operations.titles[type],
    work: operations.names[kind],
    what: [...why, ...done, ...made].join(' '),
    expected: problem === null || problem === 'cancelled' ? null : operations.askAgain,
  }
}

/** What can be told of work that is not there any more. */
export function nameWorkNews(type: WorkNewsType, { phrases }: Pick<Say, 'phrases'>): string {
  return phrases.operations.titles[type]
}

/** Where a front end shows the work; null where there is none. */
export function linkToWork(
  publicUrl: string | undefined,
  { operationId }: Pick<WorkFacts, 'operationId'>,
): string | null {
  return publicUrl === undefined ? null : linkToPage(publicUrl, PAGES.operation(operationId))
}
