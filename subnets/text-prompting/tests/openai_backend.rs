//! The backend that passes prompts on to an OpenAI-compatible endpoint, against real sockets.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use taonet_text_prompting::backends::{Backend, OpenAiBackend, OpenAiOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Serves one request with `status` and `body`; gives the address and what was asked.
async fn endpoint(status: &'static str, body: String) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        // The client sends a body of JSON; its last byte closes the object.
        while !request.ends_with(b"}") {
            let mut chunk = [0u8; 4096];
            let read = socket.read(&mut chunk).await.unwrap();
            request.extend_from_slice(&chunk[..read]);
        }
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        // A client that has had enough may be gone.
        let _ = socket.write_all(body.as_bytes()).await;
        String::from_utf8(request).unwrap()
    });
    (url, asked)
}

fn backend(base_url: String) -> OpenAiBackend {
    let options = OpenAiOptions {
        base_url,
        api_key: Some("secret-key".into()),
        model: "small".into(),
    };
    assert!(
        !format!("{options:?}").contains("secret-key"),
        "a key is never shown"
    );
    OpenAiBackend::new(options).unwrap()
}

#[tokio::test]
async fn a_prompt_goes_out_and_the_answer_comes_back() {
    let reply = r#"{"choices":[{"message":{"role":"assistant","content":"Austin"}}]}"#;
    let (url, asked) = endpoint("200 OK", reply.to_owned()).await;
    assert_eq!(
        backend(url)
            .answer("What is the capital of Texas?")
            .await
            .unwrap(),
        "Austin"
    );
    let request = asked.await.unwrap();
    assert!(
        request.starts_with("POST /v1/chat/completions HTTP/1.1"),
        "{request}"
    );
    assert!(request.contains("Bearer secret-key") && request.contains(r#""model":"small""#));
    assert!(
        request.contains("What is the capital of Texas?"),
        "{request}"
    );
}

#[tokio::test]
async fn refusals_garbage_and_floods_are_errors_that_name_the_endpoint() {
    for (status, body) in [
        ("401 Unauthorized", "{}".to_owned()),
        ("200 OK", "not json".to_owned()),
        ("200 OK", r#"{"choices":[]}"#.to_owned()),
        (
            "200 OK",
            r#"{"choices":[{"message":{"content":null}}]}"#.to_owned(),
        ),
        ("200 OK", "x".repeat(3 << 20)),
    ] {
        let (url, _asked) = endpoint(status, body).await;
        let error = backend(url.clone())
            .answer("Hello?")
            .await
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(&url) && error.contains("Check the address"),
            "{error}"
        );
        assert!(!error.contains("secret-key"), "{error}");
    }
}
