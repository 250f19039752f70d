//! Proving anew who sits there, for what must not be done by somebody who walks by.

use super::*;

#[tokio::test]
async fn a_session_is_fresh_for_half_an_hour_and_the_password_proves_its_owner_again() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        desk.add("li", Role::Hr).await;
        desk.add("wang", Role::Hr).await;
        let token = desk.sign_in("li", PASSWORD, 0).await;
        let visitor = desk.accounts.visitor(token.reveal(), at(1)).await.unwrap();
        let visitor = visitor.unwrap();
        assert!(visitor.is_fresh(at(30)) && !visitor.is_fresh(at(31)));
        let confirm = async |login: &str, password: &str| {
            let started = desk.accounts.start(login, at(31)).await.unwrap();
            let proof = started.unwrap().prove(password);
            let client = client();
            let confirmed = desk.accounts.confirm(&visitor, &proof, &client, at(31));
            confirmed.await.is_ok()
        };
        assert!(!confirm("li", OTHER_PASSWORD).await);
        let refused = Filter {
            act: Some("session.refused".to_owned()),
            ..Filter::default()
        };
        assert_eq!(desk.store.audit(&refused, 9).await.unwrap().len(), 1);
        // Another's password proves nothing about this one.
        assert!(!confirm("wang", PASSWORD).await);
        assert!(confirm("li", PASSWORD).await);
        // The attempts were forgiven: four more may fail before the login is locked.
        for _ in 0..4 {
            assert!(!confirm("li", OTHER_PASSWORD).await);
        }
        assert!(confirm("li", PASSWORD).await);
    }
}
