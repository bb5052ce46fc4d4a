/** Of two libraries that come without types, what is used of them. */
declare module 'markdown-it' {
  export default class MarkdownIt {
    constructor(options: { html: boolean; maxNesting?: number })
    validateLink: (url: string) => boolean
    render(markdown: string): string
  }
}

declare module 'sanitize-html' {
  type Attributes = Record<string, string>
  interface Options {
    allowedTags: readonly string[]
    allowedAttributes?: Record<string, readonly string[]>
    allowedClasses?: Record<string, readonly string[]>
    allowedSchemes?: readonly string[]
    allowProtocolRelative?: boolean
    transformTags?: Record<
      string,
      (tag: string, given: Attributes) => { tagName: string; attribs: Attributes; text?: string }
    >
  }
  export default function sanitizeHtml(html: string, options: Options): string
}
