import { readFileSync } from 'node:fs'

/** One place that `CONTRIBUTING.md` names: lines to add to a file, or a file of its own. */
export interface Place {
  path: string
  lines: string[]
  /** The lines are added after the first that begins so; a file of its own has none. */
  after: string | undefined
}

const HEADING = /^\/\/ (file|in) ([\w./-]+)(?::.* after (\w+))?$/

/** The places at which the guide adds its command, in its order. */
export function readGuide(): Place[] {
  const blocks = [
    ...readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm),
  ].flatMap(([, text = '']) => text.trimEnd().split('\n'))
  const places: Place[] = []
  for (const line of blocks) {
    const [heading, kind, path = '', after] = HEADING.exec(line) ?? []
    if (heading === undefined) places.at(-1)?.lines.push(line)
    else places.push({ path, lines: [], after: kind === 'file' ? undefined : after })
  }
  return places
}

/** The file's text with the place's lines added; imports come first. */
export function applyPlace({ lines, after }: Place, text: string): string {
  if (after === undefined) return `${lines.join('\n')}\n`
  const imports = lines.filter((line) => line.startsWith('import '))
  const others = lines.filter((line) => !line.startsWith('import '))
  const own = text.split('\n')
  const anchor = own.findIndex((line) =>
    new RegExp(`^(  ${after}\\b|export const ${after}\\b|const ${after}\\b)`).test(line),
  )
  if (anchor < 0) throw new Error(`nothing begins with ${after}`)
  const opening = own.slice(anchor).findIndex((line) => /[{[,]$/.test(line))
  return [
    ...imports,
    ...own.slice(0, anchor + opening + 1),
    ...others,
    ...own.slice(anchor + opening + 1),
  ].join('\n')
}
