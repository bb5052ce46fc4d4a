import { createReadStream } from 'node:fs'
import { assertNever } from '../../src/domain/assert.js'
import type { AttachmentRef, Converted, Refused } from '../../src/domain/attachment/processing.js'
import { convertToWebp } from '../../src/files/images.js'
import { convertToMp4, type VideoFormat } from '../../src/files/videos.js'
import { watchProgress } from './note-progress.js'
import { createStep, type FileDeps, type Workpiece } from './steps.js'

/** Makes what a browser shows of an image or a video, and keeps it beside the original. */
export function convertAttachmentActivity(deps: FileDeps) {
  return createStep<Converted>(deps, async (workpiece, ref) => {
    const { kind } = workpiece.file
    switch (kind) {
      case 'image':
        return convertImage(deps, workpiece)
      case 'video':
        return convertVideo(deps, workpiece, ref)
      case 'document':
        throw new Error('a document is not converted')
      default:
        return assertNever(kind)
    }
  })
}

async function convertImage(deps: FileDeps, workpiece: Workpiece): Promise<Converted> {
  const image = await convertToWebp({ ...workpiece, programs: deps.files.programs })
  if (image.problem !== null) return { kind: 'refused', problem: image.problem }
  return keep(deps, workpiece, { ...image, contentType: 'image/webp', durationMs: null })
}

async function convertVideo(
  deps: FileDeps,
  workpiece: Workpiece,
  ref: AttachmentRef,
): Promise<Converted | Refused> {
  const { file, path, folder } = workpiece
  const ffmpeg = await deps.files.findFfmpeg(folder)
  if (ffmpeg === undefined) return { kind: 'kept', because: 'no_converter' }
  const progress = watchProgress(deps, ref, workpiece.signal)
  try {
    const { videoMinutes: minutes } = deps.files
    const format = file.type as VideoFormat // the types whose kind is video
    const { note: onProgress, signal } = progress
    const video = await convertToMp4(
      { ffmpeg, minutes },
      { path, folder, format, onProgress, signal },
    )
    if (video.kind !== 'converted') return video
    return await keep(deps, workpiece, { ...video, contentType: 'video/mp4' })
  } catch (error) {
    if (progress.isOver()) return { kind: 'over' }
    throw error
  } finally {
    progress.stop()
  }
}

interface Made {
  path: string
  size: number
  contentType: string
  durationMs: number | null
}

async function keep(
  { storage }: FileDeps,
  { file, signal }: Workpiece,
  { path, size, contentType, durationMs }: Made,
): Promise<Converted> {
  const target = { place: 'kept', key: file.webStorageKey } as const
  await storage.put(target, createReadStream(path), { size, contentType, signal })
  return { kind: 'converted', web: { contentType, size, durationMs } }
}
