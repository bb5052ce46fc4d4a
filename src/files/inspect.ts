import { open } from 'node:fs/promises'
import type { FileTypeName } from '../domain/attachment/file-types.js'
import type { ContentProblem } from '../domain/attachment/problems.js'
import { detectType } from './detect-type.js'
import { inspectOffice } from './office.js'
import { beginsAsPdf, endsAsArchive } from './polyglot.js'

export interface InspectRequest {
  path: string
  /** What it was said to be. */
  type: FileTypeName
}

/** What is wrong with a file's content; null when it is what it was said to be, and nothing else. */
export type Inspected = { problem: ContentProblem | null }

/** The two are one format with two names. */
const SAME: Partial<Record<FileTypeName, FileTypeName>> = { mp4: 'mov', mov: 'mp4' }

/** Looks at a file's bytes alone. It reads them from beginning to end, and keeps little of them. */
export async function inspectFile({ path, type }: InspectRequest): Promise<Inspected> {
  const detected = await detectType(path)
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (type !== 'pdf' && (await beginsAsPdf(file))) {
      return { problem: detected === 'pdf' ? 'wrong_type' : 'polyglot' }
    }
    if (detected === 'archive') return judgeArchive(path, type, size)
    if (detected !== type && detected !== SAME[type]) return { problem: 'wrong_type' }
    return { problem: (await endsAsArchive(file, size)) ? 'polyglot' : null }
  } finally {
    await file.close()
  }
}

async function judgeArchive(path: string, type: FileTypeName, size: number): Promise<Inspected> {
  if (type !== 'docx' && type !== 'xlsx') return { problem: 'wrong_type' }
  const found = await inspectOffice(path, size)
  if ('problem' in found) return found
  return { problem: found.type === type ? null : 'wrong_type' }
}
