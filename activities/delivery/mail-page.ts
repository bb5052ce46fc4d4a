/** The HTML part of a mail: no pictures, no scripts, nothing from elsewhere. All values are escaped. */
export const MAIL_PAGE = `<!doctype html>
<html lang="<%= it.language %>">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:24px;background:#f4f5f7;color:#1f2933;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px">
<p style="margin:0 0 16px"><%= it.greeting %></p>
<% for (const entry of it.entries) { %><div style="margin:0 0 24px">
<p style="margin:0 0 4px;font-weight:600"><%= entry.ticket %></p>
<p style="margin:0 0 8px"><%= entry.what %></p>
<% for (const quote of entry.quotes) { %><p style="margin:0;color:#616e7c"><%= quote.label %></p>
<blockquote style="margin:0 0 8px;padding:0 0 0 12px;border-left:3px solid #cbd2d9;white-space:pre-line"><%= quote.text %></blockquote>
<% } %><% if (entry.expected !== null) { %><p style="margin:0 0 8px"><b><%= entry.expected %></b></p>
<% } %><% if (entry.link !== null) { %><p style="margin:0"><a href="<%= entry.link %>"><%= entry.open %></a></p>
<% } %></div>
<% } %><p style="margin:0;color:#616e7c"><%= it.organization %></p>
</div>
</body>
</html>
`
