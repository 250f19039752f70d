//! What must be said of accounts and of signing in, in both languages.

/// The words of the pages about accounts.
#[derive(Debug)]
pub struct AccountWords {
    /// What the page is, and its button.
    pub sign_in: &'static str,
    /// A button.
    pub sign_out: &'static str,
    /// A field.
    pub login: &'static str,
    /// A field.
    pub password: &'static str,
    /// That login or password are wrong.
    pub refused: &'static str,
    /// That a login is locked.
    pub locked: &'static str,
    /// That an address tried too often.
    pub too_many: &'static str,
    /// What the page is.
    pub set_up: &'static str,
    /// What the page is for the first administrator.
    pub set_up_first: &'static str,
    /// That a link does not work any more.
    pub link_ended: &'static str,
    /// A field.
    pub new_password: &'static str,
    /// A field.
    pub repeated: &'static str,
    /// Which passwords may be chosen.
    pub password_hint: &'static str,
    /// A button.
    pub save_password: &'static str,
    /// A field.
    pub name: &'static str,
    /// What the page is.
    pub account: &'static str,
    /// Label.
    pub role: &'static str,
    /// Heading.
    pub change_password: &'static str,
    /// A field.
    pub present_password: &'static str,
    /// That the password is another now.
    pub password_changed: &'static str,
    /// Heading.
    pub sessions: &'static str,
    /// A column.
    pub since: &'static str,
    /// A column.
    pub last_seen: &'static str,
    /// A column.
    pub client_address: &'static str,
    /// A column.
    pub browser: &'static str,
    /// Marks the present session.
    pub this_session: &'static str,
    /// A button.
    pub end: &'static str,
    /// A button.
    pub end_all: &'static str,
    /// What the page is.
    pub users: &'static str,
    /// Heading and button.
    pub add_user: &'static str,
    /// A field.
    pub departments: &'static str,
    /// A column.
    pub status: &'static str,
    /// A status.
    pub active: &'static str,
    /// A status.
    pub waiting: &'static str,
    /// A status.
    pub disabled: &'static str,
    /// Opens the forms of a row.
    pub change: &'static str,
    /// A button.
    pub assign: &'static str,
    /// A button.
    pub disable: &'static str,
    /// A button.
    pub enable: &'static str,
    /// A button.
    pub reset: &'static str,
    /// Above a link that is shown once.
    pub link_given: &'static str,
    /// Heading.
    pub second_step: &'static str,
    /// What it is for, while it is off.
    pub second_step_off: &'static str,
    /// A button.
    pub second_step_begin: &'static str,
    /// What to do with the picture and the seed.
    pub second_step_waiting: &'static str,
    /// What the picture is.
    pub second_step_picture: &'static str,
    /// A button.
    pub second_step_confirm: &'static str,
    /// What is so while it is on.
    pub second_step_on: &'static str,
    /// A button.
    pub second_step_end: &'static str,
    /// A field.
    pub code: &'static str,
    /// What else may be typed.
    pub code_hint: &'static str,
    /// Label.
    pub codes_left: &'static str,
    /// Above the codes that are shown once.
    pub new_codes: &'static str,
    /// That a code is wrong.
    pub code_wrong: &'static str,
    /// That the code came too late.
    pub code_too_late: &'static str,
    /// A button.
    pub reset_second_step: &'static str,
    /// A role.
    pub administrator: &'static str,
    /// A role.
    pub hr: &'static str,
    /// A role.
    pub head: &'static str,
    /// A role.
    pub auditor: &'static str,
}

/// Chinese.
pub(super) static ZH: AccountWords = AccountWords {
    sign_in: "登录",
    sign_out: "退出登录",
    login: "登录名",
    password: "密码",
    refused: "登录名或密码不对，请重新输入。忘记密码请找管理员重置。",
    locked: "这个登录名多次输错，已锁定，请十五分钟后再试。",
    too_many: "尝试太频繁，请一分钟后再试。",
    set_up: "设置密码",
    set_up_first: "建立第一个管理员账号",
    link_ended: "这个链接已经用过、已过期或抄写不全。请找管理员重新发放；还没有任何账号时，重新启动服务会给出新的链接。",
    new_password: "新密码",
    repeated: "再输一遍",
    password_hint: "至少十个字符，不能含登录名或姓名，也不能太容易猜到。可以是一句话。",
    save_password: "保存密码",
    name: "姓名",
    account: "我的账号",
    role: "角色",
    change_password: "修改密码",
    present_password: "现在的密码",
    password_changed: "密码已修改，其他地方的登录都已退出。",
    sessions: "登录记录",
    since: "开始于",
    last_seen: "最近使用",
    client_address: "地址",
    browser: "浏览器",
    this_session: "本次登录",
    end: "结束",
    end_all: "在所有地方退出",
    users: "账号管理",
    add_user: "新建账号",
    departments: "负责科室（限科室负责人）",
    status: "状态",
    active: "可登录",
    waiting: "等待设置密码",
    disabled: "已停用",
    change: "修改",
    assign: "保存角色和科室",
    disable: "停用",
    enable: "恢复使用",
    reset: "重置密码",
    link_given: "把这个链接交给本人，用它设置密码。链接只显示这一次，三天内有效，只能用一次：",
    second_step: "登录第二步",
    second_step_off: "开启后，登录时除密码外还要输入手机验证器（一种生成动态码的应用）上的六位码，密码泄露也无法登录。",
    second_step_begin: "开启第二步",
    second_step_waiting: "用验证器扫描图片，或手工输入下面的密钥，再填入它显示的六位码。填对之前不会生效。",
    second_step_picture: "供验证器扫描的密钥",
    second_step_confirm: "确认",
    second_step_on: "第二步已开启。关闭后，其他地方的登录都会退出。",
    second_step_end: "关闭第二步",
    code: "六位码",
    code_hint: "手机丢失时，可以输入一个备用码。",
    codes_left: "剩余备用码",
    new_codes: "第二步已开启。请把这些备用码抄在安全的地方：手机丢失时每个可用一次，只显示这一次。",
    code_wrong: "六位码不对或已用过，请等下一个码再试",
    code_too_late: "超时了，请重新登录。",
    reset_second_step: "关闭其登录第二步",
    administrator: "管理员",
    hr: "人事",
    head: "科室负责人",
    auditor: "审计员",
};

/// English.
pub(super) static EN: AccountWords = AccountWords {
    sign_in: "Sign in",
    sign_out: "Sign out",
    login: "Login",
    password: "Password",
    refused: "Login or password are wrong. Please try again; an administrator can reset a forgotten password.",
    locked: "Too many failures with this login: it is locked. Please come back in fifteen minutes.",
    too_many: "Too many attempts. Please wait a minute.",
    set_up: "Set a password",
    set_up_first: "Make the first administrator",
    link_ended: "This link has been used, has ended or is not complete. Ask an administrator for another; while there is no account at all, starting the server anew gives one.",
    new_password: "New password",
    repeated: "Once more",
    password_hint: "At least ten characters, without the login or the name, and not easily guessed. It may be a sentence.",
    save_password: "Save password",
    name: "Name",
    account: "My account",
    role: "Role",
    change_password: "Change the password",
    present_password: "Present password",
    password_changed: "The password was changed, and you are signed out everywhere else.",
    sessions: "Where you are signed in",
    since: "Since",
    last_seen: "Last used",
    client_address: "Address",
    browser: "Browser",
    this_session: "this one",
    end: "End",
    end_all: "Sign out everywhere",
    users: "Accounts",
    add_user: "Add an account",
    departments: "Departments (of heads only)",
    status: "Status",
    active: "May sign in",
    waiting: "Waits for a password",
    disabled: "Disabled",
    change: "Change",
    assign: "Save role and departments",
    disable: "Disable",
    enable: "Enable",
    reset: "Reset the password",
    link_given: "Give this link to its owner, to set a password with. It is shown only now, works for three days, and once:",
    second_step: "Second step of signing in",
    second_step_off: "With it, signing in asks for a six-digit code of an authenticator app after the password, so a password alone lets nobody in.",
    second_step_begin: "Switch it on",
    second_step_waiting: "Let the app read the picture, or type the secret below it, and then give the six digits it shows. Until then nothing changes.",
    second_step_picture: "The secret, for the app to read",
    second_step_confirm: "Confirm",
    second_step_on: "It is on. Switching it off signs you out everywhere else.",
    second_step_end: "Switch it off",
    code: "Code",
    code_hint: "If the device is lost, give one of the codes kept for that day.",
    codes_left: "Codes left for a lost device",
    new_codes: "It is on. Keep these codes in a safe place: should the device be lost, each lets you in once. They are shown only now.",
    code_wrong: "The code is wrong or was used; wait for the next one",
    code_too_late: "That took too long. Please sign in again.",
    reset_second_step: "Switch off the second step",
    administrator: "Administrator",
    hr: "HR",
    head: "Department head",
    auditor: "Auditor",
};
