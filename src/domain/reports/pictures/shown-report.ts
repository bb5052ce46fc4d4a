import { chooseLanguage, chooseLocale } from '../../language.js'
import { PHRASES, type Phrases } from '../../ticket/outcome/phrases/index.js'
import { LAYOUTS, type ReportItem, type ReportKind } from './layouts.js'
import type { Group, Span } from './periods.js'

/** A report, and all that is said about it where it is shown. */
export interface ShownReport {
  kind: ReportKind
  items: readonly ReportItem[]
  span: Span
  groupBy: Group | undefined
  organization: string
  /** The reader's, a tag such as `de-AT`. */
  language: string
}

export interface ReportWords {
  phrases: Phrases['shownReports']
  locale: string
}

export function chooseWords(language: string): ReportWords {
  return {
    phrases: PHRASES[chooseLanguage(language)].shownReports,
    locale: chooseLocale(language),
  }
}

/** What its items are divided by: some reports are divided even where nobody asks for it. */
export function findGroup({ kind, groupBy }: Pick<ShownReport, 'kind' | 'groupBy'>) {
  return groupBy ?? (LAYOUTS[kind].shape === 'ranking' ? 'agent' : undefined)
}

/** What one of those is called by whom the report is divided. */
export function nameGroup(item: ReportItem, group: Group, { phrases }: ReportWords): string {
  const { key = null, name = null } = item
  if (key === null) return phrases.none[group]
  return phrases.values[key] ?? name ?? key
}

/** Such as `1–31 Mar 2030`. */
export function sayPeriod({ from, to, timezone }: Span, locale: string): string {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: timezone })
  return days.formatRange(Date.parse(from), Date.parse(to) - 1)
}

/** The title; of a divided one, of which one figure is drawn for each, what that is. */
export function nameReport(
  { kind, groupBy }: Pick<ShownReport, 'kind' | 'groupBy'>,
  { phrases }: ReportWords,
): string {
  const group = findGroup({ kind, groupBy })
  if (group === undefined) return phrases.titles[kind]
  return phrases.divided(phrases.parts[kind], phrases.groups[group])
}
