import { html } from 'hono/html'
import type { Page } from '../../../database/paginate.js'
import type { MailFile } from '../../../read/mails/list.js'

/** A mail as the development mailbox keeps it. */
interface KeptMail {
  id: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  attachments: readonly MailFile[]
  at: string
}

/** Nothing runs, and nothing is fetched but the pictures that came with a mail; a mail's own page stands in a frame that may do nothing either. */
export const MAILS_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const STYLE = `
  body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif; color: #1f2933; background: #fff }
  header { display: flex; flex-wrap: wrap; gap: 1rem; align-items: baseline; justify-content: space-between }
  h1 { font-size: 1.25rem; margin: 0 }
  input { font: inherit; padding: .25rem .5rem; border: 1px solid #9aa5b1; border-radius: 4px }
  details { border-top: 1px solid #e4e7eb }
  summary { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .75rem 0; cursor: pointer }
  summary small { color: #52606d }
  summary small:last-child { grid-column: 1 / -1 }
  iframe { width: 100%; height: 28rem; border: 1px solid #e4e7eb; border-radius: 4px; background: #f4f5f7 }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; background: #f4f5f7; border-radius: 4px }
  nav { padding: 1rem 0; border-top: 1px solid #e4e7eb }`

/** The development mailbox for people: newest first, each mail as its reader sees it. */
export function renderMailsPage({ items, nextCursor }: Page<KeptMail>, to: string | undefined) {
  const older = new URLSearchParams({
    ...(to === undefined ? {} : { to }),
    cursor: nextCursor ?? '',
  })
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Mails</title>
        <link rel="icon" href="data:," />
        <style>${STYLE}</style>
      </head>
      <body>
        <header>
          <h1>Mails</h1>
          <form><label>To <input type="search" name="to" value="${to ?? ''}" placeholder="requester@demo.test" /></label></form>
        </header>
        <main>${items.length === 0 ? html`<p>No mail has left yet.</p>` : items.map(renderMail)}</main>
        ${nextCursor === null ? '' : html`<nav><a href="?${older.toString()}">Older</a></nav>`}
      </body>
    </html>`
}

function nameFile(id: string, { name }: MailFile): string {
  return `/dev/mails/${id}/${encodeURIComponent(name)}`
}

/** A mail program shows a picture by what it is called in the mail; here it has an address. */
function showPictures({ id, html: page, attachments }: KeptMail): string {
  return attachments.reduce(
    (shown, file) =>
      file.cid === undefined
        ? shown
        : shown.replaceAll(`src="cid:${file.cid}"`, `src="${nameFile(id, file)}"`),
    page,
  )
}

function renderMail(mail: KeptMail) {
  const { id, to, subject, at, text, headers, attachments } = mail
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return html`<details>
    <summary>
      <b>${subject}</b> <small><time datetime="${at}">${at.replace('T', ' ').slice(0, 19)} UTC</time></small>
      <small>to ${to}</small>
    </summary>
    <iframe sandbox="" title="${subject}" srcdoc="${showPictures(mail)}"></iframe>
    ${attachments.map((file) => html`<p><a href="${nameFile(id, file)}">${file.name}</a></p>`)}
    <pre>${text}</pre>
    <pre>${lines.join('\n')}</pre>
  </details>`
}
