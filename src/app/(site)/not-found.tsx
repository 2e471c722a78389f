/** A public address that leads nowhere. */
const NotFound = () => (
  <>
    <p className="mark">404</p>
    <h1>没有这个页面</h1>
    <p className="lead">地址可能写错了，或者内容已经撤下。</p>
    <nav aria-label="入口">
      <a className="button" href="/">
        回到首页
      </a>
      <a className="button quiet" href="/admin">
        进入工作台
      </a>
    </nav>
  </>
)

export default NotFound
