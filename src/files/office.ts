import type { ContentProblem } from '../domain/attachment/problems.js'
import {
  ARCHIVE_LIMITS,
  type ArchiveEntry,
  ArchiveProblem,
  readArchive,
  readThrough,
  readWhole,
  type Unpacked,
} from './archive.js'
import {
  decodePart,
  findOfficeType,
  isUnreadable,
  judgeRelationships,
  linksPrograms,
  namesMacros,
  type OfficeType,
  startsPrograms,
} from './office-parts.js'

export type OfficeFile = { type: OfficeType | 'unknown' } | { problem: ContentProblem }

/** What kind of document an archive is, or why it is refused: all of it is unpacked once, and nothing is kept. */
export async function inspectOffice(path: string, packedBytes: number): Promise<OfficeFile> {
  try {
    return { type: await inspect(path, { bytes: 0, entries: 0, packedBytes }, 1) }
  } catch (error) {
    // whatever else its reader stumbles over is the archive's own fault
    return { problem: error instanceof ArchiveProblem ? error.problem : 'malformed' }
  }
}

async function inspect(
  source: string | Buffer,
  unpacked: Unpacked,
  level: number,
): Promise<OfficeType | 'unknown'> {
  if (level > ARCHIVE_LIMITS.levels) throw new ArchiveProblem('unpacks_too_large')
  let type: OfficeType | undefined
  for await (const entry of readArchive(source, unpacked)) {
    const problem = judgeName(entry.name)
    if (problem !== undefined) throw new ArchiveProblem(problem)
    if (entry.name === '[content_types].xml') type = judgeContents(await readPart(entry))
    else if (isArchive(entry.name)) await inspect(await readWhole(entry), unpacked, level + 1)
    else if (isLookedInto(entry.name)) judgePart(entry.name, await readPart(entry))
    else await readThrough(entry)
  }
  return type ?? 'unknown'
}

function judgeName(name: string): ContentProblem | undefined {
  if (/(^|\/)vba|\/activex\/|\/macrosheets\/|attachedtoolbars/.test(name)) return 'macros'
  const isObject = /(^|\/)oleobject[^/]*$|\/embeddings\/[^/]*\.bin$/.test(name)
  const isProgram = /\.(exe|dll|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|lnk|msi)$/.test(name)
  return isObject || isProgram ? 'embedded_object' : undefined
}

function isArchive(name: string): boolean {
  return /\.(docx|xlsx|pptx|docm|xlsm|pptm|dotx|dotm|xltx|xltm|xlsb|zip|jar)$/.test(name)
}

/** The parts that a program acts upon; which is which, only their links would tell. */
function isLookedInto(name: string): boolean {
  return name.endsWith('.rels') || /^(?:word|xl)\/.*\.xml$/.test(name)
}

async function readPart(entry: ArchiveEntry): Promise<string> {
  const part = decodePart(await readWhole(entry))
  if (isUnreadable(part)) throw new ArchiveProblem('malformed')
  return part
}

function judgeContents(part: string): OfficeType | undefined {
  if (namesMacros(part)) throw new ArchiveProblem('macros')
  return findOfficeType(part)
}

function judgePart(name: string, part: string): void {
  const problem = name.endsWith('.rels') ? judgeRelationships(part) : undefined
  if (problem !== undefined) throw new ArchiveProblem(problem)
  if (startsPrograms(part) || linksPrograms(part)) throw new ArchiveProblem('external_content')
}
