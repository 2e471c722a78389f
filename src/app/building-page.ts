/** What a browser sees while the studio is not yet built: a page that says so and comes back by itself. */
import { escapeHtml, plainPage } from './plain-page.ts'

/** `lines` tell what is going on, newest last, e.g. 正在编译界面（约需两分钟）. Send it with status 503 and `Retry-After: 3`. */
export const buildingPage = (lines: readonly string[] = []): string =>
  plainPage(
    '工作台正在构建',
    `  <p>首次启动要先编译界面，两核机器约需两三分钟。本页每 3 秒自动刷新，完成后直接进入，无需操作。</p>
  <div class="bar" role="progressbar" aria-label="构建进行中"></div>
  <ul aria-live="polite">${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>
  <p>合作媒体的供稿地址、海报包和文件下载此刻已经可用，不受影响。</p>`,
    '\n<meta http-equiv="refresh" content="3">',
  )
