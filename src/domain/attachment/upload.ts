import { type Refusal, refusal } from '../errors.js'
import { MAX_FILES } from './attachment.js'
import { FILE_TYPES, findFileType } from './file-types.js'

const MEGABYTE = 1024 ** 2
/** No larger file is taken. */
export const MAX_SIZE = 500 * MEGABYTE
/** A larger one takes so long that the client says that it knows. */
export const LARGE_SIZE = 250 * MEGABYTE

export interface OfferedFile {
  fileName: string
  size: number
  contentType: string
  acknowledgeLarge?: boolean | undefined
}

/** Why a file is not taken whatever its bytes are; undefined when it may come. */
export function refuseFile({
  fileName,
  size,
  contentType,
  acknowledgeLarge,
}: OfferedFile): Refusal | undefined {
  if (findFileType(fileName, contentType) === undefined) return typeNotAllowed()
  if (size > MAX_SIZE) {
    return refusal('too_large', `A file may have at most ${MAX_SIZE / MEGABYTE} MB.`, {
      maxSize: MAX_SIZE,
    })
  }
  if (size > LARGE_SIZE && acknowledgeLarge !== true) {
    return refusal(
      'too_large_for_client',
      `The file has more than ${LARGE_SIZE / MEGABYTE} MB, and takes long: send it with acknowledgeLarge, or a smaller one.`,
      { maxSize: MAX_SIZE },
    )
  }
  return undefined
}

const EXTENSIONS = Object.values(FILE_TYPES).map(({ extensions }) => extensions[0].toUpperCase())

function typeNotAllowed(): Refusal {
  return refusal(
    'type_not_allowed',
    `Files are taken as ${EXTENSIONS.join(', ')}, with the content type of their extension.`,
  )
}

/** What one user's files have together is bounded. */
export function quotaExceeded(used: number, limit: number): Refusal {
  return refusal(
    'quota_exceeded',
    `Your files have ${Math.ceil(used / MEGABYTE)} of ${Math.floor(limit / MEGABYTE)} MB already: delete those of tickets that are not handed in, or have a moderator delete others.`,
    { used, limit },
  )
}

export function tooManyFiles(): Refusal {
  return refusal(
    'quota_exceeded',
    `A ticket has at most ${MAX_FILES} files beside those of its chat: send the others there.`,
    { limit: MAX_FILES },
  )
}

export function incompleteUploads(keys: readonly string[]): Refusal {
  return refusal(
    'upload_incomplete',
    `Not all bytes of these files are in: ${keys.join(', ')}. Send the rest, and then attach them.`,
    { attachment: keys },
  )
}

/** So many of its bytes are in: the client goes on from there, or begins anew. */
export function incompleteUpload(key: string, received: number): Refusal {
  return refusal(
    'upload_incomplete',
    `Of the file ${received} bytes are in: go on with the next one, at the address that /uploads/{key}/retry gives.`,
    { attachment: [key], received },
  )
}

/** The signature of an upload's address does not hold, or not any more. */
export function addressNotValid(): Refusal {
  return refusal(
    'forbidden',
    'This address to send a file to is not valid, or not any more: ask for a new one by /uploads/{key}/retry.',
  )
}
