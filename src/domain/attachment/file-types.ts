export type FileKind = 'document' | 'image' | 'video'

export interface FileType {
  kind: FileKind
  /** Lower case, without the dot. */
  extensions: readonly string[]
  /** The first is the one it is served as. */
  contentTypes: readonly string[]
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** What may be sent in. Extension and content type must be of one line; whether the bytes are is judged when they are in. */
export const FILE_TYPES = {
  pdf: { kind: 'document', extensions: ['pdf'], contentTypes: ['application/pdf'] },
  txt: { kind: 'document', extensions: ['txt'], contentTypes: ['text/plain'] },
  docx: {
    kind: 'document',
    extensions: ['docx'],
    contentTypes: [`${OFFICE}.wordprocessingml.document`],
  },
  xlsx: {
    kind: 'document',
    extensions: ['xlsx'],
    contentTypes: [`${OFFICE}.spreadsheetml.sheet`],
  },
  jpg: { kind: 'image', extensions: ['jpg', 'jpeg'], contentTypes: ['image/jpeg', 'image/jpg'] },
  png: { kind: 'image', extensions: ['png'], contentTypes: ['image/png'] },
  gif: { kind: 'image', extensions: ['gif'], contentTypes: ['image/gif'] },
  mp4: { kind: 'video', extensions: ['mp4'], contentTypes: ['video/mp4'] },
  mov: { kind: 'video', extensions: ['mov'], contentTypes: ['video/quicktime'] },
  mkv: { kind: 'video', extensions: ['mkv'], contentTypes: ['video/x-matroska', 'video/matroska'] },
  avi: {
    kind: 'video',
    extensions: ['avi'],
    contentTypes: ['video/x-msvideo', 'video/vnd.avi', 'video/avi', 'video/msvideo'],
  },
} as const satisfies Record<string, FileType>
export type FileTypeName = keyof typeof FILE_TYPES

const NAMES = Object.keys(FILE_TYPES) as FileTypeName[] // the keys of a table that is written out

/** By the name's extension and the content type that came with it; undefined where they disagree, or are of none. */
export function findFileType(fileName: string, contentType: string): FileTypeName | undefined {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const bare = contentType.split(';', 1).join('').trim().toLowerCase()
  return NAMES.find((name) => {
    const { extensions, contentTypes }: FileType = FILE_TYPES[name]
    return extensions.includes(extension) && contentTypes.includes(bare)
  })
}
