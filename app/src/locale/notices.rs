//! What must be said of notices, in both languages.

/// The words of the page about notices.
#[derive(Debug)]
pub struct NoticeWords {
    /// What the page is.
    pub notices: &'static str,
    /// What is told, to whom, and how often.
    pub lead: &'static str,
    /// Heading.
    pub recipients: &'static str,
    /// Where there is none.
    pub no_recipients: &'static str,
    /// Column and field.
    pub name: &'static str,
    /// What becomes of a blank name.
    pub name_hint: &'static str,
    /// Column and field.
    pub about: &'static str,
    /// Column and field.
    pub through: &'static str,
    /// Column.
    pub actions: &'static str,
    /// That everything is told.
    pub whole: &'static str,
    /// That what departments have is told; they are ticked.
    pub ticked: &'static str,
    /// Before an account: what it may see is told.
    pub of_account: &'static str,
    /// For an account that is gone or disabled.
    pub gone: &'static str,
    /// Legend.
    pub departments: &'static str,
    /// A channel.
    pub mail: &'static str,
    /// A field.
    pub address: &'static str,
    /// When it is needed.
    pub address_hint: &'static str,
    /// Heading and button.
    pub add_recipient: &'static str,
    /// A button.
    pub test: &'static str,
    /// That a test message was taken by the other side.
    pub tested: &'static str,
    /// A button.
    pub remove: &'static str,
    /// Label of the mail server.
    pub mail_server: &'static str,
    /// Where none is named.
    pub no_mail_server: &'static str,
    /// Heading.
    pub robots: &'static str,
    /// Where there is none.
    pub no_robots: &'static str,
    /// Column and field.
    pub kind: &'static str,
    /// 企业微信.
    pub wecom: &'static str,
    /// 钉钉.
    pub dingtalk: &'static str,
    /// 飞书.
    pub feishu: &'static str,
    /// A field.
    pub robot_url: &'static str,
    /// That it is kept encrypted and where it is found.
    pub robot_url_hint: &'static str,
    /// A field.
    pub robot_sign: &'static str,
    /// When it is needed.
    pub robot_sign_hint: &'static str,
    /// Heading and button.
    pub add_robot: &'static str,
    /// Heading.
    pub hours: &'static str,
    /// A field.
    pub hour: &'static str,
    /// A field.
    pub quiet_from: &'static str,
    /// A field.
    pub quiet_to: &'static str,
    /// What the hours do.
    pub hours_hint: &'static str,
    /// A button.
    pub save: &'static str,
    /// Heading.
    pub history: &'static str,
    /// Where there is none.
    pub no_history: &'static str,
    /// For how long it is kept.
    pub kept: &'static str,
    /// That what the address asks for is not understood.
    pub not_understood: &'static str,
    /// Column.
    pub day: &'static str,
    /// Column.
    pub n_items: &'static str,
    /// Column.
    pub state: &'static str,
    /// A state.
    pub queued: &'static str,
    /// A state.
    pub sent: &'static str,
    /// A state.
    pub superseded: &'static str,
    /// A state.
    pub dropped: &'static str,
    /// A state.
    pub failed: &'static str,
    /// Before the instant of the next attempt.
    pub next_attempt: &'static str,
    /// Opens what was said.
    pub said: &'static str,
    /// A button: a message that has left is sent once more.
    pub resend: &'static str,
    /// A button: a message that waits is tried at once.
    pub try_now: &'static str,
}

/// Chinese.
pub(super) static ZH: NoticeWords = NoticeWords {
    notices: "通知",
    lead: "证书、执业证、机构证照、定期工作快到期，或条款将要不符合时，每天给每个接收人发一份汇总。同一事项在同一阶段只提醒一次；续办后、离职后不再提醒。停机或通道故障期间没发出的，恢复后补发。",
    recipients: "接收人",
    no_recipients: "还没有接收人，不会发出任何通知。",
    name: "名称",
    name_hint: "不填则用账号姓名、机器人名称或邮箱。",
    about: "提醒范围",
    through: "发送到",
    actions: "操作",
    whole: "全院",
    ticked: "以下勾选的科室",
    of_account: "按账号权限：",
    gone: "账号已停用，不再发送",
    departments: "科室",
    mail: "邮件",
    address: "邮箱",
    address_hint: "发送到邮件时填写。",
    add_recipient: "添加接收人",
    test: "发测试消息",
    tested: "测试消息已被对方接收。",
    remove: "移除",
    mail_server: "邮件服务器",
    no_mail_server: "没有配置邮件服务器；请由服务器管理员按使用说明用环境变量配置。",
    robots: "群机器人",
    no_robots: "还没有群机器人。",
    kind: "类型",
    wecom: "企业微信",
    dingtalk: "钉钉",
    feishu: "飞书",
    robot_url: "机器人地址",
    robot_url_hint: "在群设置里添加自定义机器人后得到。地址本身就是凭据：加密保存，页面上只显示末尾几位。",
    robot_sign: "加签密钥",
    robot_sign_hint: "钉钉、飞书机器人开启加签时填写，同样加密保存。",
    add_robot: "添加机器人",
    hours: "时间",
    hour: "每天几点起生成汇总",
    quiet_from: "免打扰开始",
    quiet_to: "免打扰结束",
    hours_hint: "免打扰时段内不发送任何通知，起止相同表示不设。生成汇总的时间不能在免打扰时段内。",
    save: "保存",
    history: "发送记录",
    no_history: "还没有发过通知。",
    kept: "保留最近四百天的发送记录；更早的删除后，同一事项也不会再次提醒。",
    not_understood: "地址里的筛选条件看不懂，请重新选择。",
    day: "日期",
    n_items: "事项",
    state: "状态",
    queued: "待发送",
    sent: "已发送",
    superseded: "未发出，已并入后一天的汇总",
    dropped: "未发出，事项已续办或接收人已移除",
    failed: "未发出，被拒收；其中事项并入后一天的汇总",
    next_attempt: "下次尝试",
    said: "内容",
    resend: "重新发送",
    try_now: "立即重试",
};

/// English.
pub(super) static EN: NoticeWords = NoticeWords {
    notices: "Notices",
    lead: "When credentials, licences, papers of the institution or periodic duties come to an end, or a clause is about to break, each recipient gets one digest a day. Each thing is told once at each stage, and no more once it is renewed or its owner has left. What could not be sent while the server or a channel was down is sent later.",
    recipients: "Recipients",
    no_recipients: "There is no recipient yet, so nothing is sent.",
    name: "Name",
    name_hint: "Left blank, it is the account's or the robot's name, or the address.",
    about: "About",
    through: "Sent to",
    actions: "Actions",
    whole: "The whole hospital",
    ticked: "The departments ticked below",
    of_account: "What this account may see: ",
    gone: "The account is disabled; nothing is sent",
    departments: "Departments",
    mail: "Mail",
    address: "Mail address",
    address_hint: "For those who are sent mail.",
    add_recipient: "Add a recipient",
    test: "Send a test message",
    tested: "The test message was taken by the other side.",
    remove: "Remove",
    mail_server: "Mail server",
    no_mail_server: "No mail server is named; the server's administrator names one by the environment, as the manual says.",
    robots: "Chat robots",
    no_robots: "There is no robot yet.",
    kind: "Kind",
    wecom: "WeCom",
    dingtalk: "DingTalk",
    feishu: "Feishu",
    robot_url: "Address of the robot",
    robot_url_hint: "The chat's settings show it once a custom robot is added. It is a secret itself: kept encrypted, and shown by its last characters.",
    robot_sign: "Signing secret",
    robot_sign_hint: "For DingTalk and Feishu robots that ask for signed requests; kept encrypted too.",
    add_robot: "Add a robot",
    hours: "Hours",
    hour: "Digests are made from this hour on",
    quiet_from: "Quiet from",
    quiet_to: "Quiet until",
    hours_hint: "Nothing is sent in quiet hours; the same hour twice means there are none. Digests cannot be made in quiet hours.",
    save: "Save",
    history: "What was sent",
    no_history: "Nothing has been sent yet.",
    kept: "Messages of the last 400 days are kept; nothing is told again because an older one was removed.",
    not_understood: "What the address asks for is not understood; choose again.",
    day: "Day",
    n_items: "Items",
    state: "State",
    queued: "Waiting",
    sent: "Sent",
    superseded: "Not sent; part of a later day's digest",
    dropped: "Not sent; everything was renewed, or the recipient removed",
    failed: "Refused; what it tells becomes part of the next day's digest",
    next_attempt: "Next attempt",
    said: "Words",
    resend: "Send again",
    try_now: "Try now",
};
