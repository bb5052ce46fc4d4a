import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KB_VISIBILITIES, type KbVisibility } from '../../src/domain/kb/visibility.js'

/** The categories of the demo organization, and the files of `demo-articles/` that hold their articles. */
export const DEMO_ARTICLE_CATEGORIES: {
  name: string
  visibility: KbVisibility
  files: string[]
}[] = [
  { name: 'Accounts and access', visibility: 'public', files: ['en-accounts', 'de-konten'] },
  { name: 'Mail and meetings', visibility: 'public', files: ['en-mail', 'de-post'] },
  { name: 'Devices', visibility: 'requesters', files: ['en-devices', 'de-geraete'] },
  { name: 'Printing and scanning', visibility: 'requesters', files: ['en-printing'] },
  { name: 'Network and telephones', visibility: 'requesters', files: ['en-network', 'de-netz'] },
  { name: 'Software', visibility: 'requesters', files: ['en-software'] },
  { name: 'Security', visibility: 'requesters', files: ['en-security'] },
  { name: 'Files', visibility: 'requesters', files: ['en-files'] },
  { name: 'Working here', visibility: 'requesters', files: ['en-people', 'de-personal'] },
  { name: 'Money', visibility: 'requesters', files: ['en-finance', 'de-geld'] },
  { name: 'The building', visibility: 'public', files: ['en-places', 'de-haus'] },
  { name: 'Travel', visibility: 'requesters', files: ['en-travel'] },
  { name: 'For the service desk', visibility: 'agents', files: ['staff-desk'] },
]

export interface DemoArticle {
  title: string
  keywords: string[]
  visibility: KbVisibility
  language: string
  body: string
}

/** A file has articles one after the other: `# title`, lines such as `Keywords: …`, an empty line, and the body. */
export async function readDemoArticles(file: string): Promise<DemoArticle[]> {
  const text = await readFile(join(import.meta.dirname, 'articles', `${file}.md`), 'utf8')
  return text
    .split(/^# /m)
    .slice(1)
    .map((part) => readArticle(part, file.startsWith('de-') ? 'de' : 'en'))
}

function readArticle(part: string, language: string): DemoArticle {
  const [head = '', ...rest] = part.split('\n\n')
  const [title = '', ...lines] = head.split('\n')
  const named = new Map(lines.map((line) => splitLine(line)))
  const visibility = KB_VISIBILITIES.find((one) => one === named.get('Visibility')) ?? 'public'
  const keywords = named.get('Keywords')?.split(', ') ?? []
  return { title, keywords, visibility, language, body: rest.join('\n\n').trim() }
}

function splitLine(line: string): [name: string, value: string] {
  const [name = '', value = ''] = line.split(': ')
  return [name, value]
}
