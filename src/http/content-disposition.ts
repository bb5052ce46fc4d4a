/** RFC 6266: the name as it is, and for those who do not read that one of ASCII. It is always to be saved, not shown. */
export function attachmentDisposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(fileName).replace(/['()*]/g, encodeMark)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

/** What the encoding of URLs leaves alone, and RFC 5987 does not take. */
function encodeMark(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
