'use client'

/** A public page that failed; the cause is in the server's log only. */
const ErrorPage = ({ reset }: { readonly reset: () => void }) => (
  <>
    <p className="mark">出错了</p>
    <h1>页面暂时打不开</h1>
    <p className="lead">问题已记入服务器日志。请稍后重试；仍不成功请联系平台管理员。</p>
    <nav aria-label="重试">
      <button className="button" type="button" onClick={reset}>
        重试
      </button>
    </nav>
  </>
)

export default ErrorPage
