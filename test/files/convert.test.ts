import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChild } from '../../src/files/children/run.js'
import { convertToWebp } from '../../src/files/images.js'
import { convertToMp4, type VideoFormat } from '../../src/files/videos.js'
import { translateFilePrograms } from '../../temporal/file-programs.js'
import { picture, pixelFlood } from '../support/files/pictures.js'
import { ffmpeg, video } from '../support/files/videos.js'

let folder: string
let programs: string
beforeAll(async () => {
  programs = await translateFilePrograms()
  folder = await mkdtemp(join(tmpdir(), 'perdure-convert-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(content: Buffer | string): Promise<string> {
  const path = join(folder, 'sent')
  await writeFile(path, content)
  return path
}

describe('what looks into files', () => {
  const inspect = async (programs?: string) => {
    const limits = { seconds: 60, cpuSeconds: 60, memoryMb: 1_024, fileMb: 1 }
    const request = { path: await file('%PDF-1.7'), type: 'png' }
    return runChild('inspect', request, { folder, limits, programs })
  }
  it('is what was translated, and its source where that is gone', async () => {
    const other = join(folder, 'other')
    await mkdir(other)
    await writeFile(join(other, 'inspect.mjs'), `console.log('{"problem":"it is another"}')`)
    expect(await inspect(other)).toEqual({ problem: 'it is another' })
    await rm(other, { recursive: true })
    expect(await inspect(other)).toEqual({ problem: 'wrong_type' })
    expect(await inspect(programs)).toEqual({ problem: 'wrong_type' })
  })
})

describe('images', () => {
  const convert = async (content: Buffer | string) =>
    convertToWebp({ path: await file(content), folder, programs })

  it.each<[string, string, () => Buffer | string | Promise<Buffer>]>([
    ['too_many_pixels', 'a flood of pixels', () => pixelFlood(20_000, 20_000)],
    ['malformed', 'more of them than there can be', () => pixelFlood(2 ** 31 - 1, 2 ** 31 - 1)],
    ['malformed', 'half of a photograph', async () => half(await picture('jpeg', 400, 300))],
    ['malformed', 'half of a screenshot', async () => half(await picture('png', 400, 300))],
    ['malformed', 'half of a drawing', async () => half(await picture('gif', 400, 300))],
    [
      'malformed',
      'vectors',
      () =>
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
    ],
    [
      'malformed',
      'a picture of another kind',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
          .tiff()
          .toBuffer(),
    ],
    ['malformed', 'nothing at all', () => ''],
  ])('%s: %s', async (problem, _what, content) => {
    expect(await convert(await content())).toMatchObject({ problem })
  })
  it('what is longer than a WebP can be is made smaller', async () => {
    const long = await sharp({
      create: { width: 40, height: 20_000, channels: 3, background: 'red' },
    })
      .png()
      .toBuffer()
    const made = await convert(long)
    expect(made).toMatchObject({ problem: null })
    expect(await sharp(join(folder, 'web.webp')).metadata()).toMatchObject({ height: 16_383 })
  })
})

describe('videos', () => {
  const convert = async (format: VideoFormat, content: Buffer | string, minutes = 1) =>
    convertToMp4(
      { ffmpeg, minutes },
      { path: await file(content), folder, format, onProgress: () => {} },
    )
  const playlist =
    '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'
  const list = "ffconcat version 1.0\nfile '/etc/passwd'\n"

  it.each<[VideoFormat, string, () => Promise<Buffer | string | undefined>]>([
    ['mp4', 'a playlist', async () => playlist],
    ['avi', 'a playlist', async () => playlist],
    ['mkv', 'a playlist', async () => playlist],
    ['avi', 'a list of files to join', async () => list],
    ['mp4', 'half of a video', async () => halfOf(await video('mp4'))],
    [
      'mkv',
      'the beginning of a video',
      async () => (await video('matroska', { seconds: 9 }))?.subarray(0, 40_000),
    ],
    ['mp4', 'a video of another kind', () => video('avi')],
    [
      'mov',
      'noise',
      async () =>
        Buffer.concat([
          Buffer.from('\0\0\0\x14ftypqt  \0\0\x02\0qt  ', 'latin1'),
          Buffer.alloc(9_999, 7),
        ]),
    ],
  ])('%s: %s is refused', async (format, _what, make) => {
    const content = await make()
    if (content === undefined) return // said below
    expect(await convert(format, content)).toEqual({ kind: 'refused', problem: 'malformed' })
  })
  it('one that takes too long is kept, and its program is gone', async ({ skip }) => {
    const content = await video('mp4', { seconds: 20, size: '1920x1080' })
    if (content === undefined) return skip('there is no ffmpeg here')
    expect(await convert('mp4', content, 0.01)).toEqual({ kind: 'kept', because: 'took_too_long' })
  })
  it('one that nobody wants any more is given up at once', async ({ skip }) => {
    const content = await video('mp4', { seconds: 20, size: '1920x1080' })
    if (content === undefined) return skip('there is no ffmpeg here')
    const path = await file(content)
    const stop = new AbortController()
    const converting = convertToMp4(
      { ffmpeg, minutes: 1 },
      {
        path,
        folder,
        format: 'mp4',
        onProgress: () => stop.abort(new Error('deleted')),
        signal: stop.signal,
      },
    )
    await expect(converting).rejects.toThrow('deleted')
  })
  it('keeps nothing that was read from elsewhere', async () => {
    const made = await readFile(join(folder, 'web.mp4')).catch(() => Buffer.alloc(0))
    expect(made.includes('root:')).toBe(false)
  })
})

function half(content: Buffer): Buffer {
  return content.subarray(0, content.length / 2)
}

function halfOf(content: Buffer | undefined): Buffer | undefined {
  return content && half(content)
}
