import type { OrganizationDb } from '../../src/database/pool.js'
import { chooseLanguage } from '../../src/domain/language.js'
import { describeReportNews } from '../../src/domain/reports/saved/describe-news.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Mail, MailAttachment } from '../ports.js'
import { composeMail } from './render.js'
import type { ReportLetter } from './report-letter.js'

interface Files {
  picture: Buffer
  workbook: Buffer
}

/** In the reader's language, or whatever it was made in before they chose another. */
const FILES = `SELECT picture, workbook FROM report_file WHERE organization_id = $1 AND run_id = $2
  ORDER BY language <> $3, language LIMIT 1`

const PICTURE = 'report'
const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A saved report as a picture and a workbook; or why there is none. */
export async function renderReportMail(
  db: OrganizationDb,
  id: string,
  { to, type, facts }: ReportLetter,
): Promise<Mail> {
  const say = createSay(to.timezone, to.language)
  const { title, report, period, ...words } = describeReportNews(type, facts, say, to.language)
  const { open } = say.phrases.operations
  const attachments = type === 'report_ready' ? await readFiles(db, to.language, facts) : []
  const picture = attachments.length === 0 ? null : { cid: PICTURE, text: `${title}: ${report}` }
  const entry = { ...words, title, ticket: report, quotes: [], link: null, open, picture }
  const subject = type === 'report_ready' ? say.phrases.savedReports.subject(title, period) : title
  const mail = composeMail(id, to, say, { subject, entries: [entry] })
  return { ...mail, attachments }
}

async function readFiles(
  { query }: OrganizationDb,
  language: string,
  { reportRunId, kind, span }: ReportLetter['facts'],
): Promise<MailAttachment[]> {
  const [files] = await query<Files>(FILES, [reportRunId, chooseLanguage(language)])
  if (files === undefined) throw new Error('the files of a report are gone') // it is suppressed when it is read again
  const name = `${kind}-${span.from.slice(0, 10)}-${span.to.slice(0, 10)}`
  return [
    { name: `${name}.png`, type: 'image/png', content: files.picture, cid: PICTURE },
    { name: `${name}.xlsx`, type: WORKBOOK_TYPE, content: files.workbook },
  ]
}
