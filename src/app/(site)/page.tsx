/** The front door: what this is, and the two ways on, for staff and for partners. */
import { channels } from '../../channels/index.ts'

const groups = [
  { title: '专栏媒体', kind: 'column', takes: '图文供稿：RSS、Atom、JSON Feed、ninjs' },
  { title: '短视频平台', kind: 'short-video', takes: '竖版短视频、封面与话题文案' },
  { title: '户外与车载屏幕', kind: 'screen', takes: '按屏幕像素制作的海报包（含清单与校验值）' },
] as const

const Page = () => (
  <>
    <p className="mark">学习宣传活动内容平台</p>
    <h1>辽宁最美科技工作者</h1>
    <p className="lead">
      人选材料只上传一次，{channels.length}{' '}
      个宣传渠道所需的照片、视频、海报和文稿自动制成，按约定时间上线、按约定时间撤下。
    </p>
    <nav aria-label="入口">
      <a className="button" href="/admin">
        进入工作台
      </a>
      <a className="button quiet" href="/feeds">
        供稿接口说明
      </a>
    </nav>
    <div className="groups">
      {groups.map((group) => (
        <section key={group.kind}>
          <h2>{group.title}</h2>
          <p>{group.takes}</p>
          <ul>
            {channels
              .filter((channel) => channel.kind === group.kind)
              .map((channel) => (
                <li key={channel.id}>{channel.label}</li>
              ))}
          </ul>
        </section>
      ))}
    </div>
    <p className="small">合作媒体请使用主办方发放的令牌取稿；没有令牌或令牌失效时，接口会说明原因。</p>
  </>
)

export default Page
