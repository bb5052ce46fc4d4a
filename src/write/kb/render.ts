import { setImmediate } from 'node:timers/promises'

/** A body as it is shown, and what it says without its marks, for those who search. */
export interface Rendered {
  html: string
  words: string
}

/** Nothing here acts in a page, looks like a part of it, or calls anybody when it is read. */
const TAGS = [
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code', 'kbd'],
  ...['b', 'strong', 'i', 'em', 'u', 's', 'del', 'sub', 'sup', 'a', 'ul', 'ol', 'li'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
]

/** Of elsewhere only what is encrypted; of here by its path. Whatever a browser might take for another scheme is none of these. */
const ADDRESS = /^(?:https:\/\/|mailto:|#|\/(?![/\\]))/i

const ALLOWED = {
  allowedTags: TAGS,
  allowedAttributes: { a: ['href', 'title', 'rel'], ol: ['start'], code: ['class'] },
  allowedClasses: { code: ['language-*'] },
  allowedSchemes: ['https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName: string, { href, title }: Record<string, string>) => ({
      tagName,
      attribs: { ...linkTo(href), ...pick({ title }) },
    }),
    ol: (tagName: string, { start = '' }: Record<string, string>) => ({
      tagName,
      attribs: pick({ start: /^\d{1,9}$/.test(start) ? start : undefined }),
    }),
    // A picture of elsewhere would tell its server who reads: it is a link.
    img: (_tag: string, { src, alt }: Record<string, string>) => ({
      tagName: 'a',
      attribs: linkTo(src),
      text: alt || 'image',
    }),
  },
}

/** The beginning of a tag that does not stand within a sentence, or a word: what is behind it is another. */
const BETWEEN_WORDS = /<(?!\/?(?:a|b|strong|i|em|u|s|del|code|kbd|sub|sup)\b)/gi

/** More make no table that anybody reads; each cell costs as much as a sentence of prose. */
const MOST_CELLS = 3_000

/** Markdown, which may have HTML in it, as HTML that is safe. Others have their turn between its steps. */
export async function renderMarkdown(markdown: string): Promise<Rendered> {
  const { toHtml, clean } = await loadLibraries()
  const given = toHtml(markdown)
  await setImmediate()
  const html = clean(given, ALLOWED)
  await setImmediate()
  const spaced = html.replaceAll(BETWEEN_WORDS, ' <')
  return { html, words: decode(clean(spaced, { allowedTags: [] })) }
}

let libraries: ReturnType<typeof load> | undefined

/** With the first article that is written: most processes never need them. */
function loadLibraries(): ReturnType<typeof load> {
  libraries ??= load()
  return libraries
}

async function load() {
  const { default: MarkdownIt } = await import('markdown-it')
  const { default: clean } = await import('sanitize-html')
  const options = { html: true, maxNesting: 50 } // the library's types do not know the depth
  const markdown = new MarkdownIt(options)
  markdown.validateLink = () => true // one place judges addresses, and it sees those of raw HTML too
  const withoutTables = new MarkdownIt(options).disable('table')
  withoutTables.validateLink = markdown.validateLink
  const toHtml = (text: string) => {
    const isBounded = text.split('|').length <= MOST_CELLS
    return (isBounded ? markdown : withoutTables).render(text)
  }
  return { toHtml, clean }
}

function linkTo(address = ''): Record<string, string> {
  const href = ADDRESS.test(address) ? address : undefined
  return pick({ href, rel: 'noopener nofollow' })
}

function pick(attributes: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(attributes).filter((pair): pair is [string, string] => !!pair[1])
  return Object.fromEntries(given)
}

/** The four characters that are escaped in what is clean; `&` last, so that nothing is decoded twice. */
function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
