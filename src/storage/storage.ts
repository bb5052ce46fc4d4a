import type { Readable } from 'node:stream'

/**
 * `incoming` has what came in and nobody has judged; `kept` has what can be had. They are apart, so that no mistake in a
 * name serves the one for the other.
 */
export type Place = 'incoming' | 'kept'

/** A key is a UUID of ours, never anybody's words. */
export interface StoredFile {
  place: Place
  key: string
}

/** Both ends belong to it. */
export interface ByteRange {
  first: number
  last: number
}

export interface Content {
  /** Of the file that it is, or is a part of. */
  size: number
  stream: Readable
}

/** Files by key. What fails for a reason of the store itself is a `StorageAwayError`. */
export interface Storage {
  /** Where its bytes lie, for operators. */
  readonly description: string
  /**
   * Writes all of it, or nothing: what breaks off, or has another size than was said, leaves nothing under the key.
   * Writing the same again writes over it.
   */
  put(file: StoredFile, content: Readable, options: PutOptions): Promise<void>
  /** Undefined where there is none. The stream must be read or destroyed. */
  get(file: StoredFile, options?: GetOptions): Promise<Content | undefined>
  /** Undefined where there is none. */
  head(file: StoredFile): Promise<{ size: number } | undefined>
  /** With all that was begun under the key. What is gone already is no fault. */
  delete(file: StoredFile): Promise<void>
  /** Keys in the place `incoming`, so many at most, whose bytes were last written before this instant in milliseconds. */
  listIncoming(before: number, limit: number): Promise<string[]>
  /** Throws where it can't be reached. */
  check(): Promise<void>
  /** How bytes come in. */
  readonly intake: DirectIntake | OwnIntake
}

export interface PutOptions {
  size: number
  contentType: string
  /** Whoever sends it wants it no more. */
  signal?: AbortSignal
}

export interface GetOptions {
  /** All of it when left out. */
  range?: ByteRange | undefined
  /** Whoever asked wants no answer any more; what has come by then is theirs to end. */
  signal?: AbortSignal
}

/** Straight to the store, by an address that it checks itself. */
export interface DirectIntake {
  kind: 'direct'
  /** Good for this one file of this size and type, for so long. */
  signPut(
    file: { key: string; size: number; contentType: string },
    seconds: number,
  ): Promise<string>
}

/** Through this server, to its own disk. */
export interface OwnIntake {
  kind: 'own'
  /**
   * Streams into the place `incoming` under the key, and answers how many bytes there are now. What breaks off keeps
   * what came; `from` is such a part, which a new key begins with. Nobody else writes under a key: it is the try's own.
   */
  receive(
    key: string,
    content: AsyncIterable<Uint8Array>,
    from?: { key: string; bytes: number },
  ): Promise<number>
}

/** The store does not answer, or is full: it may do so again. */
export class StorageAwayError extends Error {
  override name = 'StorageAwayError'
}
