//! Comparing a password takes a while. What becomes of the account meanwhile is kept to.

use super::*;

impl Desk {
    /// How somebody comes in whose password was right, when something happened before that was said.
    async fn overtaken(&self, login: &str, happens: impl AsyncFnOnce()) -> Come {
        let started = self.accounts.start(login, at(1)).await.unwrap();
        let proof = started.unwrap().prove(PASSWORD);
        happens().await;
        let come = self.accounts.come_in(proof, &client(), at(1)).await;
        come.unwrap()
    }

    /// What the newest entry of the log tells.
    async fn newest(&self) -> String {
        self.acts().await.pop().unwrap().0
    }
}

#[tokio::test]
async fn a_password_that_was_reset_while_it_was_compared_lets_nobody_in() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let right = desk.machine.administering().unwrap();
        let li = desk.add("li", Role::Hr).await;
        let come = desk.overtaken("li", async || {
            desk.accounts.reset(&right, at(1), &li.id).await.unwrap();
        });
        let come = come.await;
        assert!(matches!(come, Come::Refused), "{come:?}");
        assert_eq!(desk.newest().await, "session.refused");
    }
}

#[tokio::test]
async fn the_old_password_lets_nobody_in_once_there_is_another() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        desk.add("li", Role::Hr).await;
        let own = desk.sign_in("li", PASSWORD, 0).await;
        let visitor = desk.visitor(&own, 0).await.unwrap();
        let come = desk.overtaken("li", async || {
            let started = desk.accounts.start("li", at(1)).await.unwrap();
            let proof = started.unwrap().prove(PASSWORD);
            let new = hash(OTHER_PASSWORD);
            let changed = desk.accounts.change_password(&visitor, &proof, new, at(1));
            changed.await.unwrap();
        });
        let come = come.await;
        assert!(matches!(come, Come::Refused), "{come:?}");
        let sessions = desk.accounts.own_sessions(&visitor, at(1)).await.unwrap();
        assert_eq!(sessions.len(), 1, "only the one that changed it");
        desk.sign_in("li", OTHER_PASSWORD, 2).await;
    }
}

#[tokio::test]
async fn who_was_disabled_while_the_password_was_compared_does_not_come_in() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let right = desk.machine.administering().unwrap();
        let li = desk.add("li", Role::Hr).await;
        let set = async |disabled| {
            let set = desk.accounts.set_disabled(&right, at(1), &li.id, disabled);
            set.await.unwrap();
        };
        let come = desk.overtaken("li", async || set(true).await).await;
        assert!(matches!(come, Come::Refused), "{come:?}");
        // Nor is there a session that waits for the account to be enabled again.
        set(false).await;
        let own = desk.sign_in("li", PASSWORD, 2).await;
        let visitor = desk.visitor(&own, 2).await.unwrap();
        let sessions = desk.accounts.own_sessions(&visitor, at(2)).await.unwrap();
        assert_eq!(sessions.len(), 1);
    }
}
